import { Philox } from "@blankfile/tensor";
import { randomSampler, type Sampler, sequentialSampler } from "./samplers.ts";

export interface BatchPlanOptions {
  /** B. 1 unless told. */
  batchSize?: number;
  /** A new random order in each epoch. False unless told. */
  shuffle?: boolean;
  /** The order in place of `shuffle`. */
  sampler?: Sampler;
  /** For the order, and for what is drawn for a sample. */
  rng?: Philox;
  /** Leave the last batch out where it is smaller than the others. */
  dropLast?: boolean;
}

/** What one batch is made of. */
export interface BatchPlan {
  indices: Int32Array;
  /** How often each index came before in this epoch; 0 except under samplers with replacement. */
  repeats: Int32Array;
}

/**
 * Which samples each batch of each epoch has, and the rng of each sample. It follows from the options alone, so that an epoch can be taken up
 * anywhere, by anybody.
 *
 *   order of epoch e:   sampler.order(rng.fork("order").fork(e))
 *   sample i in it:     rng.fork("samples").fork(e).fork(i), and .fork(k) where i comes for the (k + 1)-th time
 */
export class EpochPlan {
  /** Batches in an epoch. */
  readonly length: number;
  readonly #batchSize: number;
  readonly #sampler: Sampler;
  readonly #rng: Philox | undefined;

  constructor(
    n: number,
    { batchSize = 1, shuffle = false, sampler, rng, dropLast = false }: BatchPlanOptions,
  ) {
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new RangeError(`DataLoader: batchSize ${batchSize}, a whole number from 1 is needed`);
    if (shuffle && sampler)
      throw new TypeError(
        "DataLoader: shuffle and a sampler, one of them is needed: a sampler has its own order",
      );
    if ((shuffle || sampler) && !rng)
      throw new TypeError("DataLoader: a random order without an rng, { rng: new Philox(seed) } is needed");
    this.#sampler = sampler ?? (shuffle ? randomSampler(n) : sequentialSampler(n));
    this.#batchSize = batchSize;
    this.#rng = rng;
    const batches = this.#sampler.length / batchSize;
    this.length = dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** The batches of epoch `epoch`, from 0, in their order. */
  batches(epoch: number): BatchPlan[] {
    if (!Number.isInteger(epoch) || epoch < 0)
      throw new RangeError(`epoch: ${epoch}, a whole number from 0 is needed`);
    const order = this.#sampler.order((this.#rng ?? new Philox(0)).fork("order").fork(epoch));
    const repeats = timesBefore(order);
    return Array.from({ length: this.length }, (_, b) => {
      const [from, to] = [b * this.#batchSize, (b + 1) * this.#batchSize];
      return { indices: order.slice(from, to), repeats: repeats.slice(from, to) };
    });
  }

  /** Where the sample's rngs of an epoch come from. */
  sampleRng(epoch: number): Philox | undefined {
    return this.#rng?.fork("samples").fork(epoch);
  }
}

function timesBefore(order: Int32Array): Int32Array {
  const times = new Map<number, number>();
  return order.map((i) => {
    const before = times.get(i) ?? 0;
    times.set(i, before + 1);
    return before;
  });
}
