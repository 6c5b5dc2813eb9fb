import type { Philox } from "@blankfile/tensor";
import { ContinuousDistribution } from "./continuous-distribution.ts";
import { requireFinite, requirePositive } from "./parameters.ts";

export interface LocationScale {
  /** Added to the standard variable, default 0. */
  loc?: number;
  /** Multiplies it, above 0, default 1. */
  scale?: number;
}

/** A family's member with loc 0 and scale 1, z = (x − loc)/scale. Functions are asked inside of the support only. */
export interface Standard {
  support: readonly [number, number];
  logpdf: (z: number) => number;
  cdf: (z: number) => number;
  sf: (z: number) => number;
  /** Where left out: the logarithm of cdf and sf, and the solver. */
  logcdf?: (z: number) => number;
  logsf?: (z: number) => number;
  ppf?: (p: number) => number;
  isf?: (q: number) => number;
  /** Where left out: by inversion. */
  draw?: (rng: Philox) => number;
  mean: number;
  variance: number;
  skewness: number;
  kurtosis: number;
  entropy: () => number;
}

/** X = loc + scale · Z: what moves and stretches is done here once, a family gives its standard member. */
export abstract class LocationScaleDistribution extends ContinuousDistribution {
  readonly name: string;
  readonly support: readonly [number, number];
  protected readonly standard: Standard;
  private readonly loc: number;
  private readonly scale: number;

  constructor(name: string, { loc = 0, scale = 1 }: LocationScale, standard: Standard) {
    super();
    requireFinite(name, { loc });
    requirePositive(name, { scale });
    this.name = name;
    this.loc = loc;
    this.scale = scale;
    this.standard = standard;
    this.support = [loc + scale * standard.support[0], loc + scale * standard.support[1]];
  }

  get mean(): number {
    return this.loc + this.scale * this.standard.mean;
  }

  get variance(): number {
    return this.scale ** 2 * this.standard.variance;
  }

  get skewness(): number {
    return this.standard.skewness;
  }

  get kurtosis(): number {
    return this.standard.kurtosis;
  }

  entropy(): number {
    return this.standard.entropy() + Math.log(this.scale);
  }

  protected logpdfAt(x: number): number {
    return this.standard.logpdf((x - this.loc) / this.scale) - Math.log(this.scale);
  }

  protected cdfAt(x: number): number {
    return this.standard.cdf((x - this.loc) / this.scale);
  }

  protected sfAt(x: number): number {
    return this.standard.sf((x - this.loc) / this.scale);
  }

  protected override logcdfAt(x: number): number {
    return this.standard.logcdf?.((x - this.loc) / this.scale) ?? super.logcdfAt(x);
  }

  protected override logsfAt(x: number): number {
    return this.standard.logsf?.((x - this.loc) / this.scale) ?? super.logsfAt(x);
  }

  protected override ppfAt(p: number): number {
    const z = this.standard.ppf?.(p);
    return z === undefined ? super.ppfAt(p) : this.loc + this.scale * z;
  }

  protected override isfAt(q: number): number {
    const z = this.standard.isf?.(q);
    return z === undefined ? super.isfAt(q) : this.loc + this.scale * z;
  }

  protected override drawWith(rng: Philox): number {
    const z = this.standard.draw?.(rng);
    return z === undefined ? super.drawWith(rng) : this.loc + this.scale * z;
  }
}
