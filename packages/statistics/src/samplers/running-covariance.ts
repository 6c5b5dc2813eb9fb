import { type Dense, zerosOf } from "../dense/dense.ts";

/**
 * Mean and covariance of a stream of points, in one pass.
 *
 *   δ = x − m;   m ← m + δ / n;   S ← S + δ (x − m)ᵀ;   covariance S / (n − 1)
 *
 * Welford 1962, https://doi.org/10.2307/1266577.
 */
export class RunningCovariance {
  count = 0;
  readonly #mean: Float64Array;
  readonly #sums: Dense;

  constructor(size: number) {
    this.#mean = new Float64Array(size);
    this.#sums = zerosOf(size, size);
  }

  add(x: Float64Array): void {
    const n = x.length;
    const [mean, { data }] = [this.#mean, this.#sums];
    this.count++;
    const delta = x.map((value, i) => value - mean[i]!);
    for (let i = 0; i < n; i++) mean[i]! += delta[i]! / this.count;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) data[i * n + j]! += delta[i]! * (x[j]! - mean[j]!);
    }
  }

  covariance(): Dense {
    return { ...this.#sums, data: this.#sums.data.map((value) => value / (this.count - 1)) };
  }

  /** The covariance drawn a little towards 10⁻³ I, as Stan does: n/(n + 5) S + 10⁻³ · 5/(n + 5) I. Positive definite. */
  regularized(): Dense {
    const [n, size] = [this.count, this.#sums.rows];
    const out = this.covariance();
    for (let i = 0; i < out.data.length; i++) out.data[i]! *= n / (n + 5);
    for (let i = 0; i < size; i++) out.data[i * size + i]! += (1e-3 * 5) / (n + 5);
    return out;
  }
}
