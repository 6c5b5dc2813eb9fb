/** Numbers on a line, sorted, with the place of each given one. */
export interface Line {
  sorted: Float64Array;
  /** sorted[place[i]] is value i. */
  place: Int32Array;
}

export function lineOf(values: Float64Array): Line {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const place = new Int32Array(values.length);
  for (const [at, i] of order.entries()) place[i] = at;
  return { sorted: Float64Array.from(order, (i) => values[i]!), place };
}

/** How many values lie less than `radius` from x. Differences are compared, as they were when the radius was measured: x + radius is rounded. */
export function countWithin({ sorted }: Line, x: number, radius: number): number {
  return firstFrom(sorted, (value) => value - x >= radius) - firstFrom(sorted, (value) => x - value < radius);
}

/** The distance from each value to its k-th neighbour on the line, [N]. */
export function neighbourDistances({ sorted, place }: Line, k: number): Float64Array {
  return Float64Array.from(place, (at) => {
    const x = sorted[at]!;
    let [left, right] = [at - 1, at + 1];
    let distance = 0;
    for (let found = 0; found < k; found++) {
      const toLeft = left >= 0 ? x - sorted[left]! : Number.POSITIVE_INFINITY;
      const toRight = right < sorted.length ? sorted[right]! - x : Number.POSITIVE_INFINITY;
      distance = Math.min(toLeft, toRight);
      if (toLeft <= toRight) left--;
      else right++;
    }
    return distance;
  });
}

/**
 * The distance from each point (x_i, y_i) to its k-th neighbour in the larger of |x − x_i| and |y − y_i|, [N]. Neighbours are looked for in
 * order of |x − x_i|, until that alone is as far as the k-th found.
 */
export function planeDistances(x: Line, values: Float64Array, y: Float64Array, k: number): Float64Array {
  const n = y.length;
  const ys = new Float64Array(n);
  for (const [i, at] of x.place.entries()) ys[at] = y[i]!;
  const nearest = new Float64Array(k);
  return Float64Array.from({ length: n }, (_, i) => {
    const at = x.place[i]!;
    nearest.fill(Number.POSITIVE_INFINITY);
    let [left, right] = [at - 1, at + 1];
    while (left >= 0 || right < n) {
      const toLeft = left >= 0 ? values[i]! - x.sorted[left]! : Number.POSITIVE_INFINITY;
      const toRight = right < n ? x.sorted[right]! - values[i]! : Number.POSITIVE_INFINITY;
      const along = Math.min(toLeft, toRight);
      if (along >= nearest[k - 1]!) break;
      const other = toLeft <= toRight ? left-- : right++;
      insert(nearest, Math.max(along, Math.abs(ys[other]! - y[i]!)));
    }
    return nearest[k - 1]!;
  });
}

/** Into an ascending list, whose last goes. */
function insert(nearest: Float64Array, distance: number): void {
  let at = nearest.length - 1;
  if (distance >= nearest[at]!) return;
  for (; at > 0 && nearest[at - 1]! > distance; at--) nearest[at] = nearest[at - 1]!;
  nearest[at] = distance;
}

/** The first place where `holds`, which holds from there on. */
function firstFrom(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
