import type { Philox } from "@blankfile/tensor";
import type { Collated } from "./collate.ts";
import { collate } from "./collate.ts";
import type { Dataset } from "./dataset.ts";
import type { BatchPlan } from "./epoch-plan.ts";

/** Makes the batch that is planned. `rng` is the epoch's, from `EpochPlan.sampleRng`. */
export function makeBatch<T, B = Collated<T>>(
  dataset: Dataset<T>,
  { indices, repeats }: BatchPlan,
  {
    epoch,
    rng,
    collate: own,
  }: { epoch: number; rng: Philox | undefined; collate?: ((samples: T[]) => B) | undefined },
): B | Collated<T> {
  if (!own && dataset.batch) return dataset.batch(indices);
  const samples = Array.from(indices, (i, k) => {
    try {
      return dataset.at(i, rng && rngOf(rng, i, repeats[k]!));
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`DataLoader: sample ${i} in epoch ${epoch} cannot be made: ${message}`, { cause });
    }
  });
  return own ? own(samples) : collate(samples);
}

function rngOf(rng: Philox, i: number, repeat: number): Philox {
  return repeat === 0 ? rng.fork(i) : rng.fork(i).fork(repeat);
}
