import type { Contingency } from "./contingency-matrix.ts";

/**
 * E[MI] over all tables with these sums of rows and columns, where n_ij is hypergeometric:
 *
 *   E[MI] = Σ_i Σ_j Σ_n  n/N ln(N n / (a_i b_j)) · a_i! b_j! (N − a_i)! (N − b_j)! / (N! n! (a_i − n)! (b_j − n)! (N − a_i − b_j + n)!)
 *
 * with n from max(1, a_i + b_j − N) to min(a_i, b_j). Vinh, Epps and Bailey 2010, equation 24a.
 *
 * A term depends on the sizes a_i and b_j alone, and N samples have at most √(2N) different sizes of groups: pairs of
 * different sizes are counted once and multiplied by how often they occur. That bounds the work by about N² / 2 terms
 * in the worst case and by N √N in usual ones.
 */
export function expectedMutualInformation({ a, b, N }: Pick<Contingency, "a" | "b" | "N">): number {
  const lnFactorial = logFactorials(N);
  const logs = Float64Array.from({ length: N + 1 }, (_, n) => Math.log(n));
  let sum = 0;
  for (const [ai, timesA] of countsOf(a)) {
    for (const [bj, timesB] of countsOf(b)) {
      const fixed =
        lnFactorial[ai]! + lnFactorial[bj]! + lnFactorial[N - ai]! + lnFactorial[N - bj]! - lnFactorial[N]!;
      const gain = logs[N]! - logs[ai]! - logs[bj]!;
      let inner = 0;
      for (let n = Math.max(1, ai + bj - N); n <= Math.min(ai, bj); n++) {
        const lnP =
          fixed -
          lnFactorial[n]! -
          lnFactorial[ai - n]! -
          lnFactorial[bj - n]! -
          lnFactorial[N - ai - bj + n]!;
        inner += (n / N) * (gain + logs[n]!) * Math.exp(lnP);
      }
      sum += timesA * timesB * inner;
    }
  }
  return sum;
}

function countsOf(sizes: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}

/** ln n! for n = 0 … N, the sum compensated (Neumaier), since differences of large ones are wanted to 1e−12. */
function logFactorials(N: number): Float64Array {
  const out = new Float64Array(N + 1);
  let [sum, lost] = [0, 0];
  for (let n = 2; n <= N; n++) {
    const term = Math.log(n);
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
    out[n] = sum + lost;
  }
  return out;
}
