import type { Philox } from "@blankfile/tensor";
import { parzen } from "./parzen.ts";
import { isActive, type ParameterValues, type Space, sampleSpace } from "./space.ts";

/** A trial that has ended with a value. */
export interface Told {
  readonly params: ParameterValues;
  readonly value: number;
}

export interface TpeOptions {
  /** Trials by chance before anything is concluded; 10 unless told. */
  nStartupTrials?: number;
  /** Candidates drawn for each parameter; 24 unless told. */
  nEiCandidates?: number;
}

/**
 * The next parameters by the tree-structured Parzen estimator, for values that should be small.
 *
 *   l(x) = density of the parameters in the best γ(n) trials     g(x) = that in all others     γ(n) = min(⌈n / 10⌉, 25)
 *   x ← the one of some draws from l at which l(x) / g(x) is largest: where improvement is expected most
 *
 * each parameter by itself, a conditional one from the trials that had it. Old trials among the others weigh less once there are more than 25.
 * Bergstra et al. 2011, https://papers.nips.cc/paper/4443-algorithms-for-hyper-parameter-optimization
 */
export function suggest(
  space: Space,
  told: readonly Told[],
  rng: Philox,
  options: TpeOptions = {},
): ParameterValues {
  const { nStartupTrials = 10, nEiCandidates = 24 } = options;
  if (told.length < nStartupTrials) return sampleSpace(space, rng);
  const order = told.map((_, i) => i).sort((a, b) => compare(told[a]!.value, told[b]!.value) || a - b);
  const below = new Set(order.slice(0, Math.min(Math.ceil(told.length / 10), 25)));
  const values: ParameterValues = {};
  for (const [name, domain] of Object.entries(space)) {
    if (!isActive(domain, values)) continue;
    const [good, bad] = [true, false].map((isGood) =>
      told
        .filter(({ params }, i) => name in params && below.has(i) === isGood)
        .map(({ params }) => params[name]),
    ) as [unknown[], unknown[]];
    const l = parzen(domain, good, weightsOf(good.length));
    const g = parzen(domain, bad, weightsOf(bad.length));
    let [best, gain] = [undefined as unknown, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < nEiCandidates; i++) {
      const candidate = l.sample(rng);
      const its = l.logDensity(candidate) - g.logDensity(candidate);
      if (i === 0 || its > gain) [best, gain] = [candidate, its];
    }
    values[name] = best;
  }
  return values;
}

/** 1 for the latest 25, before them from 1/n up in equal steps. */
function weightsOf(n: number): number[] {
  const old = n - 25;
  if (old <= 0) return Array<number>(n).fill(1);
  const ramp = Array.from({ length: old }, (_, i) =>
    old === 1 ? 1 / n : 1 / n + ((1 - 1 / n) * i) / (old - 1),
  );
  return [...ramp, ...Array<number>(25).fill(1)];
}

/** NaN is worse than anything. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}
