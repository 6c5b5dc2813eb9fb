import type { Collated } from "./collate.ts";
import type { Dataset } from "./dataset.ts";
import { type BatchPlanOptions, EpochPlan } from "./epoch-plan.ts";
import { makeBatch } from "./make-batch.ts";

export interface DataLoaderOptions<T, B = Collated<T>> extends BatchPlanOptions {
  /** Puts the samples of a batch together; `collate` unless told. */
  collate?: (samples: T[]) => B;
}

export interface EpochOptions {
  /** The first batch, from 0; for a run that goes on in the middle of an epoch. */
  from?: number;
}

/**
 * Batches of a data set, epoch by epoch.
 *
 * Everything random follows from `rng`, the epoch's number and the sample's index: `loader.epoch(3, { from: 20 })` gives the batches from
 * the twentieth on bit for bit as if the others had been taken before.
 */
export class DataLoader<T, B = Collated<T>> {
  readonly #dataset: Dataset<T>;
  readonly #plan: EpochPlan;
  readonly #collate: ((samples: T[]) => B) | undefined;

  constructor(dataset: Dataset<T>, { collate, ...plan }: DataLoaderOptions<T, B> = {}) {
    this.#dataset = dataset;
    this.#plan = new EpochPlan(dataset.length, plan);
    this.#collate = collate;
  }

  /** Batches in an epoch. */
  get length(): number {
    return this.#plan.length;
  }

  *epoch(epoch: number, { from = 0 }: EpochOptions = {}): Generator<B, void, undefined> {
    const batches = this.#plan.batches(epoch);
    checkFrom(from, batches.length);
    const making = { epoch, rng: this.#plan.sampleRng(epoch), collate: this.#collate };
    for (const batch of batches.slice(from)) yield makeBatch(this.#dataset, batch, making) as B;
  }
}

/** A run that was stopped between two epochs starts behind the last batch of one. */
export function checkFrom(from: number, length: number): void {
  if (Number.isInteger(from) && from >= 0 && from <= length) return;
  throw new RangeError(`epoch: from ${from}, a whole number from 0 to ${length} is needed`);
}
