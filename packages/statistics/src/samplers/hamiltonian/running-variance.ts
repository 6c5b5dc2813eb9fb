/**
 * Variances of a stream of points, coordinate by coordinate, in one pass: `RunningCovariance` without what lies off the
 * diagonal.
 *
 *   δ = x − m;   m ← m + δ / n;   s ← s + δ (x − m);   variance s / (n − 1)
 *
 * Welford 1962, https://doi.org/10.2307/1266577.
 */
export class RunningVariance {
  count = 0;
  readonly #mean: Float64Array;
  readonly #sums: Float64Array;

  constructor(size: number) {
    this.#mean = new Float64Array(size);
    this.#sums = new Float64Array(size);
  }

  add(x: Float64Array): void {
    this.count++;
    for (let i = 0; i < x.length; i++) {
      const delta = x[i]! - this.#mean[i]!;
      this.#mean[i]! += delta / this.count;
      this.#sums[i]! += delta * (x[i]! - this.#mean[i]!);
    }
  }

  /** n/(n + 5) s² + 10⁻³ · 5/(n + 5), as Stan does: never 0. */
  regularized(): Float64Array {
    const n = this.count;
    return this.#sums.map((sum) => (n / (n + 5)) * (sum / (n - 1)) + (1e-3 * 5) / (n + 5));
  }
}
