import type { Philox } from "@blankfile/tensor";
import type { Sampler } from "./sampler.ts";

export interface SampleChainsOptions {
  sampler: Sampler;
  /** C, number of chains; default 4. */
  chains?: number;
  /** S, draws kept per chain; default 1,000. */
  draws?: number;
  /** Steps before them, during which the sampler adapts, not kept; default 1,000. */
  warmup?: number;
  /** Steps per draw kept; default 1. */
  thin?: number;
  /** Where chain c starts, [D]; by default evenly from (−2, 2) per parameter, as in Stan. */
  initial?: (chain: number, rng: Philox) => ArrayLike<number>;
  rng: Philox;
  /** Told about every hundredth step and the last of each phase. */
  onProgress?: (progress: ChainProgress) => void;
}

export interface ChainProgress {
  chain: number;
  chains: number;
  /** Steps done in this chain, warm-up included, of `steps`. */
  step: number;
  steps: number;
  warming: boolean;
}

/** Draws of several chains. */
export interface ChainDraws {
  /** [chain][draw][parameter], flat: C · S · D numbers. */
  values: Float64Array;
  chains: number;
  draws: number;
  /** D, the number of parameters. */
  size: number;
  /** What the sampler says about each draw, by name, each [chain][draw] flat; with `thin`, of the draw's last step. */
  statistics: Record<string, Float64Array>;
}

/**
 * Runs chains one after the other, each from its own stream `rng.fork("chain c")`: chain c is the same, bit for bit,
 * however many chains stand beside it. The rng itself is not advanced, so pass another one (or a fork) for another sample.
 */
export function sampleChains(options: SampleChainsOptions): ChainDraws {
  const { sampler, chains = 4, draws = 1000, warmup = 1000, thin = 1 } = options;
  requireCounts({ chains, draws, thin }, 1);
  requireCounts({ warmup }, 0);
  const { size } = sampler;
  const values = new Float64Array(chains * draws * size);
  const statistics: Record<string, Float64Array> = {};
  for (let c = 0; c < chains; c++) {
    const rng = options.rng.fork(`chain ${c}`);
    const initial = options.initial?.(c, rng) ?? Array.from({ length: size }, () => 4 * rng.uniform() - 2);
    const chain = sampler.start(initial, { rng, warmup });
    const steps = warmup + draws * thin;
    for (let step = 0; step < steps; step++) {
      const warming = step < warmup;
      chain.step(warming);
      const done = step + 1;
      if (done % 100 === 0 || done === warmup || done === steps) {
        options.onProgress?.({ chain: c, chains, step: done, steps, warming });
      }
      if (warming || (done - warmup) % thin !== 0) continue;
      const at = c * draws + (done - warmup) / thin - 1;
      values.set(chain.position, at * size);
      for (const [name, value] of Object.entries(chain.statistics)) {
        statistics[name] ??= new Float64Array(chains * draws);
        statistics[name][at] = value;
      }
    }
  }
  return { values, chains, draws, size, statistics };
}

/** The draws of one parameter, an array per chain. */
export function parameterChains(
  { values, chains, draws, size }: ChainDraws,
  parameter: number,
): Float64Array[] {
  if (!(Number.isInteger(parameter) && parameter >= 0 && parameter < size)) {
    throw new RangeError(
      `parameterChains: parameter ${parameter} of ${size}, a whole number from 0 to ${size - 1} is needed`,
    );
  }
  return Array.from({ length: chains }, (_, c) =>
    Float64Array.from({ length: draws }, (_, s) => values[(c * draws + s) * size + parameter]!),
  );
}

/** A statistic of the sampler, an array per chain. */
export function statisticChains({ statistics, chains, draws }: ChainDraws, name: string): Float64Array[] {
  const flat = statistics[name];
  if (!flat) {
    throw new RangeError(
      `statisticChains: ${name}, one of ${Object.keys(statistics).join(", ") || "none"} is needed`,
    );
  }
  return Array.from({ length: chains }, (_, c) => flat.slice(c * draws, (c + 1) * draws));
}

function requireCounts(counts: Record<string, number>, least: number): void {
  for (const [name, value] of Object.entries(counts)) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(`sampleChains: ${name} ${value}, a whole number from ${least} on is needed`);
  }
}
