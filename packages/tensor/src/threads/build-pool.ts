import { availableThreads } from "./available-threads.ts";
import { mailboxBytes } from "./mailbox.ts";
import type { Start } from "./serve.ts";
import { type Thread, ThreadPool } from "./thread-pool.ts";

export interface ThreadOptions {
  /** Seconds without any barrier passed after which a run fails and the pool closes. Default: 60. */
  readonly patience?: number;
}

/**
 * Looks at the mailbox before sleep: about 100 µs where every thread has a processor, 1 µs where they take turns. Barriers
 * get as long; a read costs 8 ns from JavaScript and a third of one in machine code.
 */
const looks = { ownProcessor: 12_000, shared: 120 };
const readsPerLook = 25;

/** A pool of `threads`, of which `spawn` starts all but the caller's. */
export async function buildPool(
  threads: number,
  { patience = 60 }: ThreadOptions,
  spawn: (start: Start) => Promise<Thread>,
): Promise<ThreadPool> {
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new RangeError(`startThreads: ${threads} threads, a whole number from 1 to 256 is needed`);
  }
  if (!(patience > 0)) throw new RangeError(`startThreads: patience ${patience}, seconds above 0 are needed`);
  const box = mailbox(threads);
  const own = threads <= availableThreads() ? looks.ownProcessor : looks.shared;
  const starting = Array.from({ length: threads - 1 }, (_, i) =>
    spawn({ kind: "start", box, thread: i + 1, threads, looks: own }),
  );
  const workers = await allOrNone(starting);
  return new ThreadPool({
    ...{ workers, box, looks: own },
    ...{ patience, spins: own * readsPerLook, mainMayWait: mayWait() },
  });
}

function mailbox(threads: number): Int32Array {
  if (threads === 1) return new Int32Array(mailboxBytes / 4);
  if (globalThis.crossOriginIsolated === false || typeof SharedArrayBuffer === "undefined") {
    throw new RangeError(
      `startThreads: ${threads} threads on a page that is not isolated, 1 is possible; for more, send Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp`,
    );
  }
  return new Int32Array(new SharedArrayBuffer(mailboxBytes));
}

async function allOrNone(starting: readonly Promise<Thread>[]): Promise<Thread[]> {
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const failed = settled.find((each) => each.status === "rejected");
  if (!failed) return started;
  for (const thread of started) thread.end();
  throw failed.reason;
}

/** The main thread of a page may not: there, Atomics.wait throws whatever it is asked. */
function mayWait(): boolean {
  if (typeof SharedArrayBuffer === "undefined") return false;
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}
