import { stopBarrier } from "./barrier.ts";
import { leave, noteFailure, report, slot } from "./mailbox.ts";

/** What a thread is told by message: when it starts, and when the programs that it knows change. */
export type Order =
  | Start
  | { readonly kind: "load"; readonly id: number; readonly code: Shared }
  | { readonly kind: "unload"; readonly id: number };

export interface Start {
  readonly kind: "start";
  /** What all share: mailbox.ts. */
  readonly box: Int32Array;
  readonly thread: number;
  readonly threads: number;
  /** Looks at the ticket before sleep. */
  readonly looks: number;
}

/** A program as it travels to a thread. */
export interface Shared {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly barrier: number;
  /** A module whose `hostFunctions(memory, data)` gives the functions that the program imports. */
  readonly host?: { readonly url: string; readonly data?: unknown };
}

export type Run = (thread: number, threads: number) => void;

interface Loaded {
  readonly run: Run;
  readonly code: Shared;
}

/**
 * The life of one thread: give it each message as it comes; it calls `started` once it has the first.
 *
 * Not before: what is sent to a Web Worker while its script still runs waits in the sender's thread, which may be the one
 * that waits for the answer.
 */
export function serve(started: () => void): (order: Order) => Promise<void> {
  const programs = new Map<number, Loaded>();
  let start: Start | undefined;
  return async (order) => {
    if (order.kind === "start") {
      start = order;
      started();
    }
    if (order.kind === "unload") programs.delete(order.id);
    if (order.kind !== "load" || !start) return;
    const { box, thread } = start;
    try {
      programs.set(order.id, await load(order.code));
    } catch (reason) {
      noteFailure(box, thread, reason);
    }
    const seen = Atomics.load(box, slot.ticket);
    report(box);
    work(start, programs, seen);
  };
}

async function load(code: Shared): Promise<Loaded> {
  const host = code.host ? await import(/* @vite-ignore */ code.host.url) : undefined;
  const env = {
    memory: code.memory,
    host: refuse,
    sin: Math.sin,
    cos: Math.cos,
    ...host?.hostFunctions(code.memory, code.host?.data),
  };
  const { exports } = new WebAssembly.Instance(code.module, { env });
  return { run: exports.run as Run, code };
}

/** What only the caller's thread can do. */
function refuse(): never {
  throw new Error("a call back to TypeScript outside the first thread");
}

/** Runs what the tickets say until one says to leave. */
function work(
  { box, thread, threads, looks }: Start,
  programs: ReadonlyMap<number, Loaded>,
  first: number,
): void {
  let seen = first;
  for (;;) {
    seen = nextTicket(box, seen, looks);
    const id = Atomics.load(box, slot.program);
    if (id === leave) return;
    const program = programs.get(id)!;
    try {
      program.run(thread, threads);
    } catch (reason) {
      noteFailure(box, thread, reason);
      stopBarrier(program.code.memory, program.code.barrier);
    }
    report(box);
  }
}

function nextTicket(box: Int32Array, seen: number, looks: number): number {
  for (let i = 0; i < looks; i++) {
    const ticket = Atomics.load(box, slot.ticket);
    if (ticket !== seen) return ticket;
  }
  Atomics.add(box, slot.sleepers, 1);
  while (Atomics.load(box, slot.ticket) === seen) Atomics.wait(box, slot.ticket, seen);
  Atomics.sub(box, slot.sleepers, 1);
  return Atomics.load(box, slot.ticket);
}
