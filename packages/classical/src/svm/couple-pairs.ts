/**
 * Probabilities of K classes from those of all pairs, r_ij = P(i | i or j):
 *
 *   min over p of Σᵢ Σ_{j ≠ i} (r_ji pᵢ − r_ij pⱼ)²,   Σ p = 1
 *   [Q 1; 1ᵀ 0] [p; b] = [0; 1],   Qᵢᵢ = Σ_{j ≠ i} r_ji²,   Qᵢⱼ = −r_ji r_ij
 *
 * whose p is never negative. Wu, Lin and Weng 2004, Probability estimates for multi-class classification by pairwise coupling,
 * https://www.jmlr.org/papers/v5/wu04a.html, their second method; it is solved here directly.
 */
import { solve, Tensor } from "@blankfile/tensor";

/** `r`, [K, K], row by row, its diagonal not read; p, [K]. */
export function couplePairs(r: Float64Array, K: number): Float64Array {
  const side = K + 1;
  const system = new Float64Array(side * side);
  for (let i = 0; i < K; i++) {
    for (let j = 0; j < K; j++) {
      if (i === j) continue;
      system[i * side + i]! += r[j * K + i]! ** 2;
      system[i * side + j] = -r[j * K + i]! * r[i * K + j]!;
    }
    system[i * side + K] = system[K * side + i] = 1;
  }
  const right = new Float64Array(side);
  right[K] = 1;
  const solved = solve(
    new Tensor(system, [side, side], "float64"),
    new Tensor(right, [side, 1], "float64"),
  ).data;
  const p = Float64Array.from({ length: K }, (_, k) => Math.max(0, Number(solved[k])));
  const total = p.reduce((a, b) => a + b, 0);
  return p.map((value) => value / total);
}
