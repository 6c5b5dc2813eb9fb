import { type BarrierOptions, barrierState, prepareBarrier, stopBarrier, stopped } from "./barrier.ts";
import { leave, noteFailure, slot, takeFailure } from "./mailbox.ts";
import type { Order, Run, Shared } from "./serve.ts";

/** A worker of Node's or of the browser's. */
export interface Thread {
  post(order: Order): void;
  end(): void;
  /** Calls back if the thread ends by itself, as soon as the caller's thread has time to hear of it. */
  onEnd(callback: () => void): void;
}

export interface ProgramCode extends Shared {
  /** The functions that the module imports beside its memory, for the calling thread. */
  readonly env?: Readonly<Record<string, (...values: number[]) => unknown>>;
}

/** A module that all threads of a pool know. */
export interface Program {
  /** Of the calling thread's instance. */
  readonly exports: WebAssembly.Exports;
  /** Every thread calls `run(thread, threads)`; ends when all have. */
  run(): void;
  /** Threads forget the module and its memory, at the latest with the next `load`. */
  unload(): void;
}

export interface PoolParts extends BarrierOptions {
  /** Every thread but the caller's, started and knowing `box`. */
  readonly workers: readonly Thread[];
  /** Numbers that all share: mailbox.ts. */
  readonly box: Int32Array;
  /** Looks at the box before the caller's thread sleeps. */
  readonly looks: number;
}

/**
 * Threads that run one WebAssembly module together over one shared memory.
 *
 * The caller's is thread 0. A run is told by a number in shared memory, not by a message: while the others watch for it that
 * takes about a microsecond; after a while they sleep, and an idle pool costs nothing. `load` and `run` are synchronous.
 *
 *   const pool = await startThreads(4);
 *   const program = pool.load({ module, memory, barrier: 0 });
 *   program.run();
 *
 * A thread that traps lets the run fail with an Error, and the pool goes on. A thread that does not come back within the
 * pool's patience (seconds, while no barrier is passed) lets it fail and closes the pool: nothing else can stop that thread.
 */
export class ThreadPool {
  readonly threads: number;
  readonly #parts: PoolParts;
  #closed: string | undefined;
  #busy = false;
  #programs = 0;
  readonly #gone = new Set<number>();

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.threads = parts.workers.length + 1;
    for (const worker of parts.workers) worker.onEnd(() => this.close("a thread ended"));
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  /** Throws what instantiating throws, and a RangeError where the pool is closed. */
  load({ env, ...code }: ProgramCode): Program {
    this.#requireOpen();
    const { exports } = new WebAssembly.Instance(code.module, { env: { memory: code.memory, ...env } });
    prepareBarrier(code.memory, code.barrier, this.#parts);
    const id = this.#programs++;
    if (this.threads > 1) this.#teach(id, code);
    return {
      exports,
      run: () => this.#run(id, exports.run as Run, code),
      unload: () => this.#unload(id),
    };
  }

  /** Ends the threads. What was computed stays. */
  close(reason = "close() was called"): void {
    if (this.closed) return;
    this.#closed = reason;
    for (const worker of this.#parts.workers) worker.end();
  }

  #teach(id: number, code: Shared): void {
    this.#ticket(leave);
    this.#post({ kind: "load", id, code });
    this.#join(code);
    const failure = takeFailure(this.#parts.box);
    if (!failure) return;
    this.#unload(id);
    throw new Error(
      `compile: thread ${failure.thread} of ${this.threads} could not load the module (${failure.reason}), everything that it imports is needed there too`,
    );
  }

  #unload(id: number): void {
    this.#gone.add(id);
    this.#post({ kind: "unload", id });
  }

  #run(id: number, run: Run, code: Shared): void {
    this.#requireOpen();
    if (this.#gone.has(id)) throw new RangeError("compile: the program was unloaded, a loaded one is needed");
    if (this.threads === 1) {
      run(0, 1);
      return;
    }
    if (this.#busy) throw new RangeError("compile: the worker pool is in a run, one run at a time is needed");
    this.#busy = true;
    try {
      this.#ticket(id);
      this.#runHere(run, code);
      this.#join(code);
      if (Atomics.load(this.#parts.box, slot.failed) !== 0) this.#fail(code);
    } finally {
      this.#busy = false;
    }
  }

  #runHere(run: Run, code: Shared): void {
    try {
      run(0, this.threads);
    } catch (reason) {
      noteFailure(this.#parts.box, 0, reason);
      stopBarrier(code.memory, code.barrier);
    }
  }

  #fail(code: Shared): never {
    const { thread, reason } = takeFailure(this.#parts.box)!;
    const { stop } = barrierState(code.memory, code.barrier);
    prepareBarrier(code.memory, code.barrier, this.#parts);
    if (stop === stopped.late) throw this.#tooSlow("the others gave up");
    throw new Error(
      `compile: thread ${thread} of ${this.threads} failed (${reason}), code that ends is needed; the arrays it was writing are not to be trusted`,
    );
  }

  /** Waits until every worker has reported. */
  #join(code: Shared): void {
    const { box, looks, mainMayWait } = this.#parts;
    const all = this.threads - 1;
    for (let i = 0; i < looks; i++) if (Atomics.load(box, slot.done) === all) return;
    const rest = mainMayWait ? sleep : spin;
    let before = "";
    let rests = 0;
    for (;;) {
      const done = Atomics.load(box, slot.done);
      if (done === all) return;
      const { passed, stop } = barrierState(code.memory, code.barrier);
      const now = `${done} ${passed}`;
      rests = now === before ? rests + 1 : 0;
      before = now;
      // Others gave up already: no need to be as patient again.
      if (rests > (stop === stopped.late ? 0 : this.#parts.patience)) this.#giveUp();
      rest(box, done);
    }
  }

  #giveUp(): never {
    this.close("a thread did not come back");
    throw this.#tooSlow("the worker pool was closed");
  }

  #tooSlow(consequence: string): Error {
    return new Error(
      `compile: a thread came no further in ${this.#parts.patience} s, shorter steps or a larger patience are needed; ${consequence}`,
    );
  }

  #ticket(program: number): void {
    const { box } = this.#parts;
    Atomics.store(box, slot.done, 0);
    Atomics.store(box, slot.program, program);
    Atomics.add(box, slot.ticket, 1);
    if (Atomics.load(box, slot.sleepers) > 0) Atomics.notify(box, slot.ticket);
  }

  #post(order: Order): void {
    if (!this.closed) for (const worker of this.#parts.workers) worker.post(order);
  }

  #requireOpen(): void {
    if (this.#closed === undefined) return;
    throw new RangeError(
      `compile: the worker pool was closed, because ${this.#closed}; an open one is needed: startThreads gives one`,
    );
  }
}

/** One second, or until somebody reports. */
function sleep(box: Int32Array, done: number): void {
  Atomics.store(box, slot.poolSleeps, 1);
  Atomics.wait(box, slot.done, done, 1000);
  Atomics.store(box, slot.poolSleeps, 0);
}

function spin(box: Int32Array, done: number): void {
  const end = performance.now() + 1000;
  while (performance.now() < end) {
    for (let i = 0; i < 1000; i++) if (Atomics.load(box, slot.done) !== done) return;
  }
}
