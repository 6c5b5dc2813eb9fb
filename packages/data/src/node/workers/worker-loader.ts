import type { Philox } from "@blankfile/tensor";
import { checkFrom, type EpochOptions } from "../../loading/data-loader.ts";
import { type BatchPlan, type BatchPlanOptions, EpochPlan } from "../../loading/epoch-plan.ts";
import { LoaderThread } from "./loader-thread.ts";

export interface WorkerLoaderOptions extends BatchPlanOptions {
  /** How many threads make batches. 2 unless told. */
  workers?: number;
  /** How many batches each thread makes ahead of the one that is read. 2 unless told. */
  prefetch?: number;
  /** Handed to the module's `dataset`; anything that a message can carry. */
  argument?: unknown;
}

/**
 * A loader whose batches are made by worker threads, ahead of their use, for samples that take long to make.
 *
 * The module at `module` exports `dataset(argument)`, and `collate(samples)` if the usual one will not do. The batches are those of
 * `DataLoader` with the same options, bit for bit and in the same order, for any number of threads. They are to be left to themselves or
 * closed: idle threads do not keep the process alive, and `close()` or `await using` ends them at once.
 */
export async function startWorkerLoader<B>(
  module: URL | string,
  { workers = 2, prefetch = 2, argument, ...plan }: WorkerLoaderOptions = {},
): Promise<WorkerLoader<B>> {
  for (const [name, value] of Object.entries({ workers, prefetch })) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`WorkerLoader: ${name} ${value}, a whole number from 1 is needed`);
  }
  if (/^\.\.?\//.test(String(module))) {
    throw new RangeError(
      `WorkerLoader: module ${module}, an address that is not relative is needed: new URL("${module}", import.meta.url)`,
    );
  }
  const setup = { module: String(module), argument };
  const started = await Promise.allSettled(Array.from({ length: workers }, () => LoaderThread.start(setup)));
  const threads = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    const failed = started.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    return new WorkerLoader<B>(threads, new EpochPlan(threads[0]!.length, plan), prefetch);
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.close()));
    throw error;
  }
}

export class WorkerLoader<B> {
  readonly #threads: readonly LoaderThread[];
  readonly #plan: EpochPlan;
  readonly #ahead: number;
  #nextJob = 0;
  #readers = 0;

  constructor(threads: readonly LoaderThread[], plan: EpochPlan, prefetch: number) {
    this.#threads = threads;
    this.#plan = plan;
    this.#ahead = threads.length * prefetch;
    this.#hold(0);
  }

  /** Batches in an epoch. */
  get length(): number {
    return this.#plan.length;
  }

  /** The batches of an epoch, as `DataLoader.epoch`. Whoever leaves the loop early gives up what was made ahead. */
  async *epoch(epoch: number, { from = 0 }: EpochOptions = {}): AsyncGenerator<B, void, undefined> {
    const batches = this.#plan.batches(epoch);
    checkFrom(from, batches.length);
    const rng = this.#plan.sampleRng(epoch);
    const coming: Promise<unknown>[] = [];
    this.#hold(1);
    try {
      for (let next = from; next < batches.length || coming.length > 0; ) {
        while (next < batches.length && coming.length < this.#ahead)
          coming.push(this.#ask(batches[next++]!, epoch, rng));
        yield (await coming.shift()) as B;
      }
    } finally {
      this.#hold(-1);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #ask(batch: BatchPlan, epoch: number, rng: Philox | undefined): Promise<unknown> {
    const thread = this.#threads.reduce((idlest, other) => (other.load < idlest.load ? other : idlest));
    const made = thread.make({ ...batch, id: this.#nextJob++, epoch, rng: rng?.getState() });
    // A failure is told when its turn comes; until then, or after the loop was left, nobody else hears of it.
    made.catch(() => {});
    return made;
  }

  /** While an epoch is read the process waits for its batches. */
  #hold(change: number): void {
    this.#readers += change;
    for (const thread of this.#threads) thread.hold(this.#readers > 0);
  }
}
