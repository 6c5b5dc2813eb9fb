/**
 * Distances between two samples on the line, from their distribution functions F and G.
 *
 *   W₁ = ∫ |F(t) − G(t)| dt              the least work to move one heap of sand onto the other
 *   E = (2 ∫ (F(t) − G(t))² dt)^{1/2}    E² = 2 E|X − Y| − E|X − X′| − E|Y − Y′|
 *
 * Vallender 1974, https://doi.org/10.1137/1118101 (W₁ by distribution functions); Székely 2002, "E-statistics: the energy of
 * statistical samples". Values may repeat and may have weights, scaled to sum 1.
 */

import { requireEqualLengths, type Sample, sampleOf } from "../samples/sample.ts";
import { probabilitiesOf } from "./distributions.ts";

export interface SampleWeights {
  /** Of x. Default: all equal. */
  xWeights?: ArrayLike<number>;
  yWeights?: ArrayLike<number>;
}

export function wassersteinDistance(x: Sample, y: Sample, weights: SampleWeights = {}): number {
  return integrate("wassersteinDistance", [x, y], weights, Math.abs);
}

export function energyDistance(x: Sample, y: Sample, weights: SampleWeights = {}): number {
  return Math.sqrt(2 * integrate("energyDistance", [x, y], weights, (difference) => difference ** 2));
}

/** ∫ f(F − G): F − G is constant between neighbouring values. */
function integrate(
  where: string,
  [x, y]: readonly [Sample, Sample],
  { xWeights, yWeights }: SampleWeights,
  f: (difference: number) => number,
): number {
  const points = [...pointsOf(where, "x", x, xWeights, 1), ...pointsOf(where, "y", y, yWeights, -1)].sort(
    (a, b) => a[0] - b[0],
  );
  let [total, difference] = [0, 0];
  for (let i = 0; i + 1 < points.length; i++) {
    difference += points[i]![1];
    total += f(difference) * (points[i + 1]![0] - points[i]![0]);
  }
  return total;
}

/** Each value with what F − G gains there. */
function pointsOf(
  where: string,
  name: string,
  values: Sample,
  weights: ArrayLike<number> | undefined,
  sign: number,
): [number, number][] {
  const x = sampleOf(where, name, values);
  if (weights === undefined) return Array.from(x, (value) => [value, sign / x.length]);
  requireEqualLengths(where, [name, `${name}Weights`], [x.length, weights.length]);
  const p = probabilitiesOf(where, `${name}Weights`, weights);
  return Array.from(x, (value, i) => [value, sign * p[i]!]);
}
