import type { Philox } from "@blankfile/tensor";

/** A way of sampling: a Markov kernel with its settings. It holds no state; each chain that it starts holds its own. */
export interface Sampler {
  /** D, the number of parameters. */
  readonly size: number;
  start(initial: ArrayLike<number>, run: ChainStart): MarkovChain;
}

export interface ChainStart {
  rng: Philox;
  /** How many steps the chain may adapt for. */
  warmup: number;
}

/** One chain under way. */
export interface MarkovChain {
  /** x, [D]; to be copied, the next step overwrites or replaces it. */
  readonly position: Float64Array;
  /** What the last step had to say, by name, always the same names: acceptance, energy, … */
  readonly statistics: Readonly<Record<string, number>>;
  /** One transition. It adapts while `warming` is true; then the kernel is fixed, as the theory needs it. */
  step(warming: boolean): void;
}
