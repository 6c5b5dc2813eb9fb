import type { Philox } from "@blankfile/tensor";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { fitData, isCount } from "../fitting/fit-data.ts";

export interface CategoricalParameters {
  /** Probabilities of 0, 1, …, K − 1, from 0 on, with the sum 1 to within 1e-8 (they are then divided by it). */
  p: ArrayLike<number>;
}

/**
 * The categorical distribution on 0, 1, …, K − 1.
 *
 * Drawn in constant time from an alias table: column i holds i with probability `keep[i]` and one other value else (Walker 1977,
 * https://doi.org/10.1145/355744.355749; built as in Vose 1991, https://doi.org/10.1109/32.92917).
 */
export class Categorical extends DiscreteDistribution {
  readonly name = "Categorical";
  readonly support: readonly [number, number];
  readonly params: Readonly<{ p: Float64Array }>;
  private readonly cumulative: Float64Array;
  private table: AliasTable | undefined;

  constructor({ p }: CategoricalParameters) {
    super();
    this.params = { p: requireProbabilities("Categorical", p) };
    this.support = [0, p.length - 1];
    this.cumulative = this.params.p.slice();
    for (let i = 1; i < p.length; i++) this.cumulative[i]! += this.cumulative[i - 1]!;
  }

  /** Maximum likelihood: the shares of 0, 1, …, the largest value. */
  static fit(data: ArrayLike<number>): Categorical {
    const x = fitData("Categorical.fit", data, isCount, "whole numbers from 0 on");
    const p = new Float64Array(x.reduce((most, k) => Math.max(most, k)) + 1);
    for (const k of x) p[k]! += 1 / x.length;
    return new Categorical({ p });
  }

  get mean(): number {
    return this.expectation((k) => k);
  }

  get variance(): number {
    return this.centralMoment(2);
  }

  get skewness(): number {
    return this.centralMoment(3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    return this.centralMoment(4) / this.variance ** 2 - 3;
  }

  override entropy(): number {
    return this.expectation((_, p) => (p === 0 ? 0 : -Math.log(p)));
  }

  protected override pmfAt(k: number): number {
    return this.params.p[k]!;
  }

  protected logpmfAt(k: number): number {
    return Math.log(this.params.p[k]!);
  }

  protected cdfAtWhole(k: number): number {
    return k >= this.params.p.length - 1 ? 1 : Math.min(1, this.cumulative[k]!);
  }

  protected sfAtWhole(k: number): number {
    let sum = 0;
    for (let i = this.params.p.length - 1; i > k; i--) sum += this.params.p[i]!;
    return Math.min(1, sum);
  }

  protected override drawWith(rng: Philox): number {
    this.table ??= aliasTable(this.params.p);
    const column = rng.integer(this.params.p.length);
    return rng.uniform() < this.table.keep[column]! ? column : this.table.alias[column]!;
  }

  private expectation(f: (k: number, p: number) => number): number {
    return this.params.p.reduce((sum, p, k) => sum + p * f(k, p), 0);
  }

  private centralMoment(power: number): number {
    const { mean } = this;
    return this.expectation((k) => (k - mean) ** power);
  }
}

/** A copy with the sum 1. */
export function requireProbabilities(where: string, p: ArrayLike<number>): Float64Array {
  const out = Float64Array.from(p);
  if (out.length === 0) throw new RangeError(`${where}: no probabilities, one or more are needed`);
  let sum = 0;
  out.forEach((value, i) => {
    if (!(value >= 0)) throw new RangeError(`${where}: p[${i}] = ${value}, a number from 0 on is needed`);
    sum += value;
  });
  if (!(Math.abs(sum - 1) <= 1e-8)) {
    throw new RangeError(`${where}: the probabilities sum to ${sum}, 1 is needed; divide them by their sum`);
  }
  return out.map((value) => value / sum);
}

interface AliasTable {
  keep: Float64Array;
  alias: Int32Array;
}

function aliasTable(p: Float64Array): AliasTable {
  const keep = p.map((value) => value * p.length);
  const alias = Int32Array.from(p, (_, i) => i);
  const [small, large]: [number[], number[]] = [[], []];
  keep.forEach((value, i) => {
    (value < 1 ? small : large).push(i);
  });
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop()!, large.at(-1)!];
    alias[less] = more;
    keep[more]! -= 1 - keep[less]!;
    if (keep[more]! < 1) small.push(large.pop()!);
  }
  // What is left differs from 1 by rounding only.
  for (const i of [...small, ...large]) keep[i] = 1;
  return { keep, alias };
}
