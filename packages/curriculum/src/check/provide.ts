import type { Numeric } from "./flatten.ts";

/**
 * How a passing solution stands in for an export of the library, so that labs, experiments and the small GPT run on it.
 * `provide.ts` of an exercise that has `provides` in its front matter exports `provide: Provide<typeof import("./starter.ts"), typeof theExport>`.
 */
export interface Provide<Mine, Ours> {
  /** The learner's exports in the shape of the library's. What the exercise does not ask for may go to `ours`, or be refused by name. */
  adapt: (mine: Mine, ours: Ours) => Ours;
  /** What an implementation computes on inputs drawn from the seed, gradients included where there are any: both are compared and timed on it. */
  trial: (implementation: Ours, seed: number) => Numeric;
  /** Of the comparison, as in `close`; 1e-5 unless told, since the library computes in float32. */
  tolerance?: number;
}
