import type { ContinuousDistribution } from "../base/continuous-distribution.ts";

/**
 * −∫ p ln p dx = −∫₀¹ ln p(F⁻¹(u)) du, where no closed form is known.
 *
 * Taken over x = c + w sinh t with centre and half-width from the quartiles, by the trapezoidal rule between the quantiles of 1e-17, of
 * 2,000 steps: the tails are analytic in t and fall off. About ten digits.
 */
export function integrateEntropy(distribution: ContinuousDistribution): number {
  const centre = distribution.ppf(0.5);
  const width = distribution.ppf(0.75) - distribution.ppf(0.25);
  const [low, high] = distribution.support;
  const ends = [1e-17, -1e-17].map((p) => (p > 0 ? distribution.ppf(p) : distribution.isf(-p)));
  const [left, right] = [Math.max(low, ends[0]!), Math.min(high, ends[1]!)];
  const [from, to] = [Math.asinh((left - centre) / width), Math.asinh((right - centre) / width)];
  const h = (to - from) / 2000;
  let sum = 0;
  for (let i = 0; i <= 2000; i++) {
    const t = from + i * h;
    const logP = distribution.logpdf(centre + width * Math.sinh(t));
    if (!Number.isFinite(logP)) continue;
    const weight = i === 0 || i === 2000 ? 0.5 : 1;
    sum -= weight * Math.exp(logP) * logP * width * Math.cosh(t);
  }
  return sum * h;
}
