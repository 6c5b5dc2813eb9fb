import type { Philox } from "@blankfile/tensor";
import { i0e, i1e } from "../../special/bessel/bessel-i.ts";
import { gaussLegendre, panel } from "../../special/quadrature/gauss-legendre.ts";
import { solveIncreasing } from "../../special/solve-increasing.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { requireFinite } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";

export interface VonMisesParameters {
  /** Concentration κ ≥ 0; 0 is uniform on the circle. */
  kappa: number;
  /** Mean direction μ in radians, default 0. */
  loc?: number;
}

/**
 * The von Mises distribution of angles, on [μ − π, μ + π].
 *
 *   p(θ) = e^(κ cos(θ − μ)) / (2π I₀(κ))
 *
 * `variance` and `kurtosis` are those of the number θ on that interval; 1 − I₁(κ)/I₀(κ) is the circular variance, `circularVariance`.
 * F by Gauss and Legendre's rule from θ outwards until nothing is added, both tails relative to themselves to 1e-13.
 * Best and Fisher 1979, "Efficient simulation of the von Mises distribution", https://doi.org/10.2307/2346732.
 */
export class VonMises extends ContinuousDistribution {
  readonly name = "VonMises";
  readonly support: readonly [number, number];
  readonly params: Readonly<Required<VonMisesParameters>>;
  readonly mean: number;
  readonly skewness = 0;

  constructor({ kappa, loc = 0 }: VonMisesParameters) {
    super();
    requireFinite("VonMises", { kappa, loc });
    if (kappa < 0) throw new RangeError(`VonMises: kappa = ${kappa}, a number from 0 on is needed`);
    this.params = { kappa, loc };
    this.support = [loc - Math.PI, loc + Math.PI];
    this.mean = loc;
  }

  /** Maximum likelihood: the mean direction, and κ from the mean resultant length. Angles are taken modulo 2π. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<Required<VonMisesParameters>> = {},
  ): VonMises {
    const x = fitData("VonMises.fit", data);
    const [s, c] = [meanOf(x, Math.sin), meanOf(x, Math.cos)];
    const loc = fixed.loc ?? Math.atan2(s, c);
    // I₁(κ)/I₀(κ) = R̄, the mean of cos(x − loc); the left side grows from 0 to 1.
    const resultant = Math.max(0, c * Math.cos(loc) + s * Math.sin(loc));
    const kappa = fixed.kappa ?? concentration(resultant);
    return new VonMises({ kappa, loc });
  }

  get variance(): number {
    return this.centralMoment(2);
  }

  get kurtosis(): number {
    return this.centralMoment(4) / this.variance ** 2 - 3;
  }

  get circularVariance(): number {
    return 1 - i1e(this.params.kappa) / i0e(this.params.kappa);
  }

  entropy(): number {
    const { kappa } = this.params;
    return Math.log(2 * Math.PI * i0e(kappa)) + kappa * this.circularVariance;
  }

  protected logpdfAt(x: number): number {
    const { kappa, loc } = this.params;
    // κ (cos d − 1) = −2κ sin²(d/2)
    return -2 * kappa * Math.sin((x - loc) / 2) ** 2 - Math.log(2 * Math.PI * i0e(kappa));
  }

  protected cdfAt(x: number): number {
    const d = x - this.params.loc;
    return d <= 0 ? this.lower(d) : 1 - this.lower(-d);
  }

  protected sfAt(x: number): number {
    const d = x - this.params.loc;
    return d <= 0 ? 1 - this.lower(d) : this.lower(-d);
  }

  protected override quantileStart(p: number): number {
    return this.params.loc + (p - 0.5) * Math.min(2 * Math.PI, 2 * this.std);
  }

  /** Wrapped Cauchy proposals, of which at least 66 % are kept for any κ. */
  protected override drawWith(rng: Philox): number {
    const { kappa, loc } = this.params;
    if (kappa < 1e-8) return loc + Math.PI * (2 * rng.uniform() - 1);
    const tau = 1 + Math.sqrt(1 + 4 * kappa * kappa);
    const rho = (tau - Math.sqrt(2 * tau)) / (2 * kappa);
    // For large κ ρ → 1, and r = (1 + ρ²)/(2ρ) = 1 + 1/κ + …; the wrapped Cauchy of the paper's equation (1).
    const r = kappa > 1e5 ? 1 + 1 / kappa : (1 + rho * rho) / (2 * rho);
    for (let turn = 0; turn < 10_000; turn++) {
      const z = Math.cos(Math.PI * rng.uniform());
      const f = (1 + r * z) / (r + z);
      const c = kappa * (r - f);
      const u = 1 - rng.uniform();
      const kept = c * (2 - c) > u || Math.log(c / u) + 1 - c >= 0;
      const angle = Math.acos(Math.max(-1, Math.min(1, f)));
      const sign = rng.uniform() < 0.5 ? -1 : 1;
      if (kept) return loc + sign * angle;
    }
    throw new Error("VonMises.sample: no draw in 10,000 turns; the generator gives no random numbers");
  }

  /** F(d) for −π ≤ d ≤ 0. */
  private lower(d: number): number {
    const { kappa } = this.params;
    const density = (t: number) => Math.exp(-2 * kappa * Math.sin(t / 2) ** 2);
    let [sum, right] = [0, d];
    for (let i = 0; i < 10_000 && right > -Math.PI; i++) {
      const slope = kappa * Math.abs(Math.sin(right));
      const width = Math.min(0.5, 2 / Math.sqrt(kappa), 8 / slope);
      const left = Math.max(-Math.PI, right - width);
      const part = panel(density, [left, right], rule);
      sum += part;
      if (part < 1e-18 * sum) break;
      right = left;
    }
    return sum / (2 * Math.PI * i0e(kappa));
  }

  private centralMoment(k: number): number {
    const { kappa } = this.params;
    // Twice the half line: in units of the width, from the middle outwards.
    const width = Math.min(0.25, 1 / Math.sqrt(kappa));
    const f = (t: number) => t ** k * Math.exp(-2 * kappa * Math.sin(t / 2) ** 2);
    let [sum, left] = [0, 0];
    for (let i = 0; i < 10_000 && left < Math.PI; i++) {
      const right = Math.min(Math.PI, left + width);
      const part = panel(f, [left, right], rule);
      sum += part;
      if (part < 1e-18 * sum) break;
      left = right;
    }
    return sum / (Math.PI * i0e(kappa));
  }
}

const rule = gaussLegendre(20);

function concentration(resultant: number): number {
  if (resultant <= 0) return 0;
  return solveIncreasing({
    f: (kappa) => {
      const ratio = i1e(kappa) / i0e(kappa);
      // Sra 2012, equation 4: A′ = 1 − A/κ − A².
      return [ratio - resultant, 1 - ratio / kappa - ratio * ratio];
    },
    low: 0,
    high: 1e12,
    start: (resultant * (2 - resultant ** 2)) / (1 - resultant ** 2),
  });
}
