import {
  atomic,
  block,
  br,
  brIf,
  type Code,
  drop,
  i32,
  ifElse,
  loop,
  unreachable,
} from "../wasm/instructions.ts";
import type { ModuleBuilder } from "../wasm/module.ts";

/** Bytes that a barrier needs in the shared memory, at a multiple of 64, zero at first. */
export const barrierBytes = 128;

/** Where a barrier's numbers lie, in bytes. Arrivals are on a line of their own: who spins reads the other one. */
const place = { generation: 0, sleepers: 4, stop: 8, patience: 12, spins: 16, neverWaits: 20, arrived: 64 };

/** Why nobody passes a barrier any more: a thread failed, or one waited in vain. */
export const stopped = { failed: 1, late: 2 } as const;

const timedOut = 2;
const second = 1e9;
/** What a thread that may not sleep does instead of a second of sleep: nearly as long, in reads. */
const restlessSpins = 2 ** 31 - 1;

/**
 * Adds a barrier: nobody passes it before all `threads` have come. `barrier(thread, threads)` is the code of passing it.
 *
 * The last to come adds one to a generation that the others watch: for a bounded number of reads, then asleep. Sleepers are
 * counted before they sleep and the generation is compared again as they do, so none can miss being woken. After
 * `stopBarrier`, and when some thread does not come within the patience of `prepareBarrier`, all who wait trap.
 */
export function addBarrier(m: ModuleBuilder, address: number): (thread: Code, threads: Code) => Code {
  const base = i32.const(address);
  const read = (offset: number) => atomic.load(base, offset);
  const add = (offset: number, value: number) => atomic.add(base, i32.const(value), offset);
  const wake = drop(atomic.notify(base, i32.const(-1), place.generation));
  return m.function({
    params: ["i32", "i32"],
    body: ({ params, local }) => {
      const [thread, threads] = params;
      const [generation, limit, spins] = [local("i32"), local("i32"), local("i32")];
      const [restless, rests] = [local("i32"), local("i32")];
      // After the generation is read: a stop that is not seen here changes the generation, and ends the wait.
      const stopHere = ifElse(read(place.stop), [unreachable], []);
      const asBefore = i32.eq(read(place.generation), generation.get);
      const sleep = [
        drop(add(place.sleepers, 1)),
        rests.add(i32.eq(atomic.wait(base, generation.get, second), i32.const(timedOut))),
        drop(add(place.sleepers, -1)),
      ];
      const giveUp = [
        drop(atomic.cmpxchg(base, i32.const(0), i32.const(stopped.late), place.stop)),
        drop(add(place.generation, 1)),
        wake,
        unreachable,
      ];
      const wait = block(
        loop(
          spins.set(i32.const(0)),
          block(
            loop(brIf(3, i32.eqz(asBefore)), spins.add(i32.const(1)), brIf(0, i32.ltS(spins.get, limit.get))),
          ),
          ifElse(restless.get, [rests.add(i32.const(1))], sleep),
          ifElse(i32.geS(rests.get, read(place.patience)), giveUp, []),
          br(0),
        ),
      );
      return [
        generation.set(read(place.generation)),
        stopHere,
        ifElse(
          i32.eq(add(place.arrived, 1), i32.sub(threads!.get, i32.const(1))),
          [
            atomic.store(base, i32.const(0), place.arrived),
            drop(add(place.generation, 1)),
            ifElse(read(place.sleepers), [wake], []),
          ],
          [
            ifElse(
              thread!.get,
              [limit.set(read(place.spins))],
              [
                restless.set(read(place.neverWaits)),
                limit.set(read(place.spins)),
                ifElse(restless.get, [limit.set(i32.const(restlessSpins))], []),
              ],
            ),
            wait,
          ],
        ),
        stopHere,
      ];
    },
  });
}

export interface BarrierOptions {
  /** Seconds for which a thread waits for the others. */
  readonly patience: number;
  /** Reads before a thread sleeps. */
  readonly spins: number;
  /** Whether thread 0 may sleep: the main thread of a page may not. */
  readonly mainMayWait: boolean;
}

/** Makes a barrier ready for its first use, or for the next after a failure; no thread may be at it. */
export function prepareBarrier(memory: WebAssembly.Memory, address: number, options: BarrierOptions): void {
  const words = view(memory, address);
  const set = (offset: number, value: number) => Atomics.store(words, offset / 4, value);
  for (const offset of [place.stop, place.sleepers, place.arrived]) set(offset, 0);
  set(place.patience, Math.ceil(options.patience));
  set(place.spins, options.spins);
  set(place.neverWaits, options.mainMayWait ? 0 : 1);
}

/** Lets all who wait at a barrier, or come to it, trap. */
export function stopBarrier(memory: WebAssembly.Memory, address: number): void {
  const words = view(memory, address);
  Atomics.compareExchange(words, place.stop / 4, 0, stopped.failed);
  Atomics.add(words, place.generation / 4, 1);
  Atomics.notify(words, place.generation / 4);
}

/** How often the barrier was passed, and whether it was stopped. */
export function barrierState(memory: WebAssembly.Memory, address: number): { passed: number; stop: number } {
  const words = view(memory, address);
  return {
    passed: Atomics.load(words, place.generation / 4),
    stop: Atomics.load(words, place.stop / 4),
  };
}

function view(memory: WebAssembly.Memory, address: number): Int32Array {
  return new Int32Array(memory.buffer, address, barrierBytes / 4);
}
