import { gaussLegendre, panel } from "../../special/quadrature/gauss-legendre.ts";
import type { ContinuousDistribution } from "./continuous-distribution.ts";

const tails = [1e-30, 1e-20, 1e-15, 1e-11, 1e-8, 1e-6, 1e-4, 1e-3, 0.01, 0.05, 0.15, 0.3];
const rule = gaussLegendre(20);

/**
 * −∫ p ln p dx, where no closed form is known: Gauss and Legendre's rule between quantiles from 1e-30 in one tail to 1e-30 in the other, over
 * ln |x| where a panel is longer than its distance from 0. About ten digits.
 */
export function integrateEntropy(distribution: ContinuousDistribution): number {
  const cuts = [
    ...tails.map((p) => distribution.ppf(p)),
    distribution.ppf(0.5),
    ...tails.toReversed().map((q) => distribution.isf(q)),
  ];
  const term = (x: number) => {
    const logP = distribution.logpdf(x);
    return logP > -700 ? -Math.exp(logP) * logP : 0;
  };
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [a, b] = [cuts[i - 1]!, cuts[i]!];
    if (b > a) sum += between(term, a, b);
  }
  return sum;
}

function between(f: (x: number) => number, a: number, b: number): number {
  const byLogarithm = (a > 0 && b > 2 * a) || (b < 0 && a < 2 * b);
  if (!byLogarithm) return panel(f, [a, (a + b) / 2], rule) + panel(f, [(a + b) / 2, b], rule);
  const sign = Math.sign(a);
  const [from, to] = [Math.log(Math.abs(a)), Math.log(Math.abs(b))];
  const parts = Math.max(2, Math.ceil(Math.abs(to - from) / 4));
  const g = (u: number) => f(sign * Math.exp(u)) * sign * Math.exp(u);
  let sum = 0;
  for (let i = 0; i < parts; i++) {
    sum += panel(g, [from + ((to - from) * i) / parts, from + ((to - from) * (i + 1)) / parts], rule);
  }
  return sum;
}
