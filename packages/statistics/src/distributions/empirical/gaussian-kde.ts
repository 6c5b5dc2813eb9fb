import type { Philox } from "@blankfile/tensor";
import { logNdtr, ndtr } from "../../special/error/ndtr.ts";
import { logsumexp } from "../../special/logs/logsumexp.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";
import { Categorical } from "../discrete/categorical.ts";

export interface GaussianKdeOptions {
  /** A rule, or the factor of the sample's standard deviation itself. Default "scott", as SciPy's. */
  bandwidth?: "scott" | "silverman" | number;
  /** From 0 on, one a value, not all 0; default all equal. */
  weights?: ArrayLike<number>;
}

/**
 * A kernel density estimate with normal kernels.
 *
 *   p(x) = Σ w_i φ((x − x_i)/h) / h,   h = f s,   s² = Σ w_i (x_i − x̄)² / (1 − Σ w_i²)
 *   Scott:  f = n^(−1/5);   Silverman:  f = (3n/4)^(−1/5);   n = 1/Σ w_i², the effective number
 *
 * Scott 1992, Multivariate Density Estimation; Silverman 1986, Density Estimation for Statistics and Data Analysis. It is a mixture of
 * normals, and all the rest follows from that. One value of the density costs n kernels.
 */
export class GaussianKde extends ContinuousDistribution {
  readonly name = "GaussianKde";
  readonly support = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  readonly data: Float64Array;
  readonly weights: Float64Array;
  /** h, in units of x. */
  readonly bandwidth: number;
  readonly mean: number;
  private readonly logWeights: Float64Array;
  private choice: Categorical | undefined;

  constructor(data: ArrayLike<number>, { bandwidth = "scott", weights }: GaussianKdeOptions = {}) {
    super();
    this.data = requireValues(data);
    this.weights = normalised(weights ?? new Float64Array(data.length).fill(1), data.length);
    this.logWeights = this.weights.map(Math.log);
    this.mean = this.average((x) => x);
    const squares = this.weights.reduce((sum, w) => sum + w * w, 0);
    const spread = Math.sqrt(this.average((x) => (x - this.mean) ** 2) / (1 - squares));
    if (!(spread > 0)) {
      throw new RangeError(
        `GaussianKde: ${data.length} values without spread, two different ones are needed`,
      );
    }
    this.bandwidth = factorOf(bandwidth, 1 / squares) * spread;
  }

  get params() {
    return { data: this.data, weights: this.weights, bandwidth: this.bandwidth };
  }

  get variance(): number {
    return this.moment(2) + this.bandwidth ** 2;
  }

  get skewness(): number {
    return this.moment(3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    const h2 = this.bandwidth ** 2;
    const fourth = this.moment(4) + 6 * h2 * this.moment(2) + 3 * h2 * h2;
    return fourth / this.variance ** 2 - 3;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(x: number): number {
    const h = this.bandwidth;
    const terms = this.data.map((xi, i) => this.logWeights[i]! - 0.5 * ((x - xi) / h) ** 2);
    return logsumexp(terms) - Math.log(h) - 0.5 * Math.log(2 * Math.PI);
  }

  protected cdfAt(x: number): number {
    return Math.min(
      1,
      this.average((xi) => ndtr((x - xi) / this.bandwidth)),
    );
  }

  protected sfAt(x: number): number {
    return Math.min(
      1,
      this.average((xi) => ndtr((xi - x) / this.bandwidth)),
    );
  }

  protected override logcdfAt(x: number): number {
    return Math.min(
      0,
      logsumexp(this.data.map((xi, i) => this.logWeights[i]! + logNdtr((x - xi) / this.bandwidth))),
    );
  }

  protected override logsfAt(x: number): number {
    return Math.min(
      0,
      logsumexp(this.data.map((xi, i) => this.logWeights[i]! + logNdtr((xi - x) / this.bandwidth))),
    );
  }

  protected override drawWith(rng: Philox): number {
    this.choice ??= new Categorical({ p: this.weights });
    return this.data[this.choice.sample({ rng })]! + this.bandwidth * rng.normal();
  }

  private average(f: (x: number) => number): number {
    let sum = 0;
    for (let i = 0; i < this.data.length; i++) sum += this.weights[i]! * f(this.data[i]!);
    return sum;
  }

  private moment(power: number): number {
    return this.average((x) => (x - this.mean) ** power);
  }
}

function requireValues(data: ArrayLike<number>): Float64Array {
  if (data.length < 2) throw new RangeError(`GaussianKde: ${data.length} values, two or more are needed`);
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i]!))
      throw new RangeError(`GaussianKde: data[${i}] = ${data[i]}, a finite number is needed`);
  }
  return Float64Array.from(data);
}

function normalised(weights: ArrayLike<number>, n: number): Float64Array {
  if (weights.length !== n)
    throw new RangeError(`GaussianKde: ${weights.length} weights for ${n} values, as many are needed`);
  const out = Float64Array.from(weights);
  const wrong = out.findIndex((w) => !(w >= 0));
  if (wrong >= 0)
    throw new RangeError(`GaussianKde: weights[${wrong}] = ${out[wrong]}, a number from 0 on is needed`);
  const sum = out.reduce((total, w) => total + w, 0);
  if (!(sum > 0 && Number.isFinite(sum)))
    throw new RangeError(`GaussianKde: weights with the sum ${sum}, a sum above 0 is needed`);
  return out.map((w) => w / sum);
}

function factorOf(bandwidth: "scott" | "silverman" | number, n: number): number {
  if (bandwidth === "scott") return n ** -0.2;
  if (bandwidth === "silverman") return (0.75 * n) ** -0.2;
  if (typeof bandwidth === "number" && bandwidth > 0 && Number.isFinite(bandwidth)) return bandwidth;
  throw new RangeError(
    `GaussianKde: bandwidth ${String(bandwidth)}; "scott", "silverman" or a number above 0 is needed`,
  );
}
