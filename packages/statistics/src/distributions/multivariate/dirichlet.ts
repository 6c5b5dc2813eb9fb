import type { Philox } from "@blankfile/tensor";
import { digamma } from "../../special/gamma/digamma.ts";
import { lgamma } from "../../special/gamma/lgamma.ts";
import { trigamma } from "../../special/gamma/trigamma.ts";
import { xlogy } from "../../special/logs/xlogy.ts";
import { logDrawGamma } from "../base/draw-gamma.ts";
import { requirePositive } from "../base/parameters.ts";
import { type Rows, requirePoint } from "./cholesky.ts";
import { MultivariateDistribution } from "./multivariate-distribution.ts";

export interface DirichletParameters {
  /** α, [K], each above 0; α − 1 are the powers. */
  alpha: ArrayLike<number>;
}

/**
 * The Dirichlet distribution of K probabilities: the conjugate prior of a categorical one.
 *
 *   p(x) = Γ(Σα) / Π Γ(α_k) · Π x_k^(α_k − 1),   x_k ≥ 0, Σ x_k = 1
 *
 * Drawn as gammas over their sum, by logarithms, since for small α all of them may underflow.
 */
export class Dirichlet extends MultivariateDistribution {
  readonly name = "Dirichlet";
  readonly dimension: number;
  readonly params: Readonly<{ alpha: Float64Array }>;
  private readonly total: number;
  private readonly logNormaliser: number;

  constructor({ alpha }: DirichletParameters) {
    super();
    const values = Float64Array.from(alpha);
    if (values.length < 2)
      throw new RangeError(`Dirichlet: ${values.length} parameters, two or more are needed`);
    values.forEach((value, k) => {
      requirePositive("Dirichlet", { [`alpha[${k}]`]: value });
    });
    this.params = { alpha: values };
    this.dimension = values.length;
    this.total = values.reduce((sum, value) => sum + value, 0);
    this.logNormaliser = lgamma(this.total) - values.reduce((sum, value) => sum + lgamma(value), 0);
  }

  /**
   * Maximum likelihood of rows of probabilities above 0: Newton's method on ℓ/N = ln Γ(Σα) − Σ ln Γ(α_k) + Σ (α_k − 1) l_k, l_k the mean of
   * ln x_k, whose Hessian is diagonal plus a constant and inverts in K steps (Minka 2000, "Estimating a Dirichlet distribution").
   */
  static fit(rows: Rows): Dirichlet {
    const logs = meanLogs(rows);
    let alpha = logs.map(() => 1);
    for (let step = 0; step < 200; step++) {
      const total = alpha.reduce((sum, value) => sum + value, 0);
      const gradient = alpha.map((value, k) => digamma(total) - digamma(value) + logs[k]!);
      const q = alpha.map((value) => -trigamma(value));
      const z = trigamma(total);
      const weighted = gradient.reduce((sum, g, k) => sum + g / q[k]!, 0);
      const b = weighted / (1 / z + q.reduce((sum, value) => sum + 1 / value, 0));
      const move = gradient.map((g, k) => (g - b) / q[k]!);
      // Halved until all stay above 0.
      const share = alpha.reduce(
        (least, value, k) => Math.min(least, move[k]! > 0 ? (0.5 * value) / move[k]! : 1),
        1,
      );
      alpha = alpha.map((value, k) => value - share * move[k]!);
      if (share === 1 && move.every((m, k) => Math.abs(m) <= 1e-13 * alpha[k]!))
        return new Dirichlet({ alpha });
    }
    throw new RangeError("Dirichlet.fit: no maximum within 200 steps; rows that differ are needed");
  }

  get mean(): Float64Array {
    return this.params.alpha.map((value) => value / this.total);
  }

  get covariance(): Float64Array[] {
    const { mean } = this;
    return Array.from(mean, (a, i) => mean.map((b, j) => ((i === j ? a : 0) - a * b) / (this.total + 1)));
  }

  /** Of a point on the simplex: numbers from 0 on with the sum 1 to within 1e-8. */
  logpdf(x: ArrayLike<number>): number {
    requirePoint("Dirichlet", x, this.dimension);
    const point = Float64Array.from(x);
    const sum = point.reduce((total, value) => total + value, 0);
    const negative = point.findIndex((value) => value < 0);
    if (negative >= 0 || Math.abs(sum - 1) > 1e-8) {
      throw new RangeError(
        `Dirichlet.logpdf: numbers with the sum ${sum} and ${negative < 0 ? "none" : `x[${negative}]`} below 0, probabilities with the sum 1 are needed`,
      );
    }
    return point.reduce(
      (total, value, k) => total + xlogy(this.params.alpha[k]! - 1, value),
      this.logNormaliser,
    );
  }

  pdf(x: ArrayLike<number>): number {
    return Math.exp(this.logpdf(x));
  }

  entropy(): number {
    const own = this.params.alpha.reduce((sum, value) => sum + (value - 1) * digamma(value), 0);
    return (this.total - this.dimension) * digamma(this.total) - this.logNormaliser - own;
  }

  protected drawWith(rng: Philox): Float64Array {
    const logs = this.params.alpha.map((value) => logDrawGamma(value, rng));
    const largest = logs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const draws = logs.map((value) => Math.exp(value - largest));
    const sum = draws.reduce((total, value) => total + value, 0);
    return draws.map((value) => value / sum);
  }
}

function meanLogs(rows: Rows): Float64Array {
  const [N, K] = [rows.length, rows[0]?.length ?? 0];
  if (N < 2 || K < 2)
    throw new RangeError(`Dirichlet.fit: ${N} rows of ${K} numbers, two or more of two or more are needed`);
  const logs = new Float64Array(K);
  for (let i = 0; i < N; i++) {
    requirePoint(`Dirichlet.fit: row ${i}`, rows[i]!, K);
    let sum = 0;
    for (let k = 0; k < K; k++) {
      const x = rows[i]![k]!;
      if (!(x > 0))
        throw new RangeError(`Dirichlet.fit: rows[${i}][${k}] = ${x}, probabilities above 0 are needed`);
      logs[k]! += Math.log(x) / N;
      sum += x;
    }
    if (Math.abs(sum - 1) > 1e-8)
      throw new RangeError(`Dirichlet.fit: row ${i} has the sum ${sum}, 1 is needed`);
  }
  return logs;
}
