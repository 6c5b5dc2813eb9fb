import type { Philox } from "@blankfile/tensor";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requireWhole } from "../base/parameters.ts";
import { binomialProbability, logBinomialProbability } from "./binomial-probability.ts";

export interface HypergeometricParameters {
  /** Number of items. */
  N: number;
  /** How many of them are marked. */
  K: number;
  /** How many are drawn, without putting back. */
  n: number;
}

/**
 * The hypergeometric distribution: marked items among n that are drawn from N of which K are marked.
 *
 *   P(X = k) = C(K, k) C(N − K, n − k) / C(N, n) = b(k; K) b(n − k; N − K) / b(n; N),   b(k; n) = C(n, k) pᵏ qⁿ⁻ᵏ, p = n/N
 *
 * (Loader 2000.) Tails are summed from k outwards by the ratio of neighbours. SciPy calls N, K and n `M`, `n` and `N`.
 */
export class Hypergeometric extends DiscreteDistribution {
  readonly name = "Hypergeometric";
  readonly support: readonly [number, number];
  readonly params: Readonly<HypergeometricParameters>;

  constructor({ N, K, n }: HypergeometricParameters) {
    super();
    requireWhole("Hypergeometric", { N, K, n });
    if (K > N || n > N) {
      throw new RangeError(`Hypergeometric: N = ${N}, K = ${K}, n = ${n}; K and n at most N are needed`);
    }
    this.params = { N, K, n };
    this.support = [Math.max(0, n - (N - K)), Math.min(n, K)];
  }

  get mean(): number {
    const { N, K, n } = this.params;
    return N === 0 ? 0 : (n * K) / N;
  }

  get variance(): number {
    const { N, K, n } = this.params;
    return N < 2 ? 0 : this.mean * ((N - K) / N) * ((N - n) / (N - 1));
  }

  get skewness(): number {
    const { N, K, n } = this.params;
    const root = Math.sqrt((N - 1) / (n * K * (N - K) * (N - n)));
    return ((N - 2 * K) * root * (N - 2 * n)) / (N - 2);
  }

  get kurtosis(): number {
    const { N, K, n } = this.params;
    const all = K * (N - K) * n * (N - n);
    const first = (N - 1) * N * N * (N * (N + 1) - 6 * K * (N - K) - 6 * n * (N - n));
    return (first + 6 * all * (5 * N - 6)) / (all * (N - 2) * (N - 3));
  }

  protected override pmfAt(k: number): number {
    return this.of(k, (a, b, c) => (a * b) / c, binomialProbability);
  }

  protected logpmfAt(k: number): number {
    return this.of(k, (a, b, c) => a + b - c, logBinomialProbability);
  }

  protected cdfAtWhole(k: number): number {
    const [low, high] = this.support;
    if (k >= high) return 1;
    return k <= this.mean ? this.sum(k, -1) : 1 - this.sum(k + 1, 1, low);
  }

  protected sfAtWhole(k: number): number {
    if (k >= this.support[1]) return 0;
    return k <= this.mean ? 1 - this.sum(k, -1) : this.sum(k + 1, 1);
  }

  /** Inversion from the mode: u is used up by the probabilities of the mode and its neighbours outwards, in about σ steps. */
  protected override drawWith(rng: Philox): number {
    const { N, K, n } = this.params;
    const [low, high] = this.support;
    const mode = Math.min(high, Math.max(low, Math.floor(((n + 1) * (K + 1)) / (N + 2))));
    let u = rng.uniform();
    let [left, right] = [mode, mode];
    let [atLeft, atRight] = [this.pmf(mode), this.pmf(mode)];
    u -= atLeft;
    while (u >= 0 && (left > low || right < high)) {
      if (right < high) {
        atRight *= this.ratio(right);
        right++;
        u -= atRight;
        if (u < 0) return right;
      }
      if (left > low) {
        left--;
        atLeft /= this.ratio(left);
        u -= atLeft;
        if (u < 0) return left;
      }
      // What rounding left over, of the order of 1e-16, belongs to no value.
      if (atLeft < 1e-25 && atRight < 1e-25) return mode;
    }
    return mode;
  }

  /** P(X = k + 1) / P(X = k). */
  private ratio(k: number): number {
    const { N, K, n } = this.params;
    return ((K - k) / (k + 1)) * ((n - k) / (N - K - n + k + 1));
  }

  private sum(from: number, direction: 1 | -1, low = this.support[0]): number {
    const high = this.support[1];
    if (from < low || from > high) return 0;
    let term = this.pmf(from);
    let sum = term;
    for (let k = from + direction; k >= low && k <= high; k += direction) {
      term = direction === 1 ? term * this.ratio(k - 1) : term / this.ratio(k);
      sum += term;
      if (term < 1e-18 * sum) break;
    }
    return Math.min(1, sum);
  }

  private of(
    k: number,
    join: (a: number, b: number, c: number) => number,
    b: typeof binomialProbability,
  ): number {
    const { N, K, n } = this.params;
    const [p, q] = N === 0 ? [0, 1] : [n / N, (N - n) / N];
    return join(b(k, K, p, q), b(n - k, N - K, p, q), b(n, N, p, q));
  }
}
