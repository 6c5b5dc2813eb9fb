import type { Philox } from "@blankfile/tensor";
import { logsumexp } from "../../special/logs/logsumexp.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";
import { Categorical, requireProbabilities } from "../discrete/categorical.ts";

export interface MixtureParameters {
  components: readonly ContinuousDistribution[];
  /** As many, from 0 on, with the sum 1; default all equal. */
  weights?: ArrayLike<number>;
}

/**
 * A mixture of continuous distributions.
 *
 *   p(x) = Σ w_k p_k(x),   F(x) = Σ w_k F_k(x),   E X = Σ w_k μ_k,   Var X = Σ w_k (σ_k² + (μ_k − μ)²)
 *
 * Quantiles by the solver; the entropy by quadrature, for which the components must be no narrower than 1/1,000 of the whole.
 */
export class Mixture extends ContinuousDistribution {
  readonly name = "Mixture";
  readonly support: readonly [number, number];
  readonly params: Readonly<{ components: readonly ContinuousDistribution[]; weights: Float64Array }>;
  private readonly choice: Categorical;

  constructor({ components, weights }: MixtureParameters) {
    super();
    if (components.length === 0) throw new RangeError("Mixture: no components, one or more are needed");
    const equal = components.map(() => 1 / components.length);
    const p = requireProbabilities("Mixture", weights ?? equal);
    if (p.length !== components.length) {
      throw new RangeError(
        `Mixture: ${p.length} weights for ${components.length} components, as many are needed`,
      );
    }
    this.params = { components, weights: p };
    this.choice = new Categorical({ p });
    this.support = [
      Math.min(...components.map(({ support }) => support[0])),
      Math.max(...components.map(({ support }) => support[1])),
    ];
  }

  get mean(): number {
    return this.average(({ mean }) => mean);
  }

  get variance(): number {
    return this.centralMoments()[2];
  }

  get skewness(): number {
    const [, , second, third] = this.centralMoments();
    return third / second ** 1.5;
  }

  get kurtosis(): number {
    const [, , second, , fourth] = this.centralMoments();
    return fourth / second ** 2 - 3;
  }

  entropy(): number {
    return integrateEntropy(this);
  }

  /** P(component k | x), [K]: what the expectation step of the EM algorithm computes. */
  responsibilities(x: number): Float64Array {
    const logs = this.logTerms((component) => component.logpdf(x));
    const total = logsumexp(logs);
    return logs.map((value) => Math.exp(value - total));
  }

  protected logpdfAt(x: number): number {
    return logsumexp(this.logTerms((component) => component.logpdf(x)));
  }

  protected cdfAt(x: number): number {
    return Math.min(
      1,
      this.average((component) => component.cdf(x)),
    );
  }

  protected sfAt(x: number): number {
    return Math.min(
      1,
      this.average((component) => component.sf(x)),
    );
  }

  protected override quantileStart(p: number, q: number): number {
    return this.average((component) => (p < q ? component.ppf(p) : component.isf(q)));
  }

  protected override drawWith(rng: Philox): number {
    return this.params.components[this.choice.sample({ rng })]!.sample({ rng });
  }

  private average(f: (component: ContinuousDistribution) => number): number {
    const { components, weights } = this.params;
    return components.reduce(
      (sum, component, k) => (weights[k] === 0 ? sum : sum + weights[k]! * f(component)),
      0,
    );
  }

  private logTerms(f: (component: ContinuousDistribution) => number): Float64Array {
    const { components, weights } = this.params;
    return weights.map((weight, k) =>
      weight === 0 ? Number.NEGATIVE_INFINITY : Math.log(weight) + f(components[k]!),
    );
  }

  /** About the mixture's mean, from the components' own: d = μ_k − μ. */
  private centralMoments(): readonly [1, 0, number, number, number] {
    const { mean } = this;
    const own = (component: ContinuousDistribution) => {
      const { variance, skewness, kurtosis } = component;
      return [
        component.mean - mean,
        variance,
        skewness * variance ** 1.5,
        (kurtosis + 3) * variance ** 2,
      ] as const;
    };
    const second = this.average((component) => {
      const [d, v] = own(component);
      return v + d * d;
    });
    const third = this.average((component) => {
      const [d, v, s] = own(component);
      return s + 3 * d * v + d ** 3;
    });
    const fourth = this.average((component) => {
      const [d, v, s, k] = own(component);
      return k + 4 * d * s + 6 * d * d * v + d ** 4;
    });
    return [1, 0, second, third, fourth];
  }
}
