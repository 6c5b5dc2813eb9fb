/**
 * The B-splines of degree p over knots t₀ ≤ t₁ ≤ …, by the recursion of Cox and de Boor:
 *
 *   B_{i,0}(x) = 1 where t_i ≤ x < t_{i+1}, else 0
 *   B_{i,p}(x) = (x − t_i) / (t_{i+p} − t_i) · B_{i,p−1}(x) + (t_{i+p+1} − x) / (t_{i+p+1} − t_{i+1}) · B_{i+1,p−1}(x)
 *
 * with 0/0 = 0. de Boor 1972, "On calculating with B-splines", https://doi.org/10.1016/0021-9045(72)90080-9
 */

/** The span k with t_k ≤ x < t_{k+1}, not before `first` and not after `last`: outside, the outermost piece goes on. */
export function spanOf(knots: Float64Array, x: number, first: number, last: number): number {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (x >= knots[middle]!) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** B_{k−p,p}(x), …, B_{k,p}(x), the p + 1 splines that are not 0 in span k, into `out`. */
export function splinesAt(knots: Float64Array, { x, span, degree }: SplinePoint, out: Float64Array): void {
  out[0] = 1;
  for (let p = 1; p <= degree; p++) {
    let carried = 0;
    for (let r = 0; r < p; r++) {
      const right = knots[span + r + 1]!;
      const left = knots[span + r + 1 - p]!;
      const share = right === left ? 0 : out[r]! / (right - left);
      out[r] = carried + (right - x) * share;
      carried = (x - left) * share;
    }
    out[p] = carried;
  }
}

export interface SplinePoint {
  x: number;
  span: number;
  /** p */
  degree: number;
}

/** Their derivatives, B′_{i,p} = p B_{i,p−1} / (t_{i+p} − t_i) − p B_{i+1,p−1} / (t_{i+p+1} − t_{i+1}). */
export function splineSlopesAt(
  knots: Float64Array,
  { x, span, degree }: SplinePoint,
  out: Float64Array,
): void {
  if (degree === 0) {
    out[0] = 0;
    return;
  }
  const lower = new Float64Array(degree);
  splinesAt(knots, { x, span, degree: degree - 1 }, lower);
  for (let r = 0; r <= degree; r++) {
    const i = span - degree + r;
    const one = r === 0 ? 0 : ratio(lower[r - 1]!, knots[i + degree]! - knots[i]!);
    const other = r === degree ? 0 : ratio(lower[r]!, knots[i + degree + 1]! - knots[i + 1]!);
    out[r] = degree * (one - other);
  }
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
