/**
 * What a pool and its threads say to one another without messages: a few numbers that they share.
 *
 * A run is a new ticket; threads watch for one, asleep after a while. Those who sleep are counted before they do, and the
 * ticket is compared again as they do, so none can miss being woken.
 */
export const mailboxBytes = 1152;

/** Indices of the numbers. What threads write and what the pool writes are on different lines. */
export const slot = {
  ticket: 0,
  program: 1,
  sleepers: 2,
  poolSleeps: 3,
  done: 16,
  failed: 17,
  length: 18,
} as const;

/** The program of a ticket that says: go and read your messages. */
export const leave = -1;

const textStart = 128;
const longestText = mailboxBytes - textStart;

/** Notes why thread `thread` failed, if it is the first to. */
export function noteFailure(box: Int32Array, thread: number, reason: unknown): void {
  if (Atomics.compareExchange(box, slot.failed, 0, thread + 1) !== 0) return;
  const text = new TextEncoder().encode(String(reason)).subarray(0, longestText);
  new Uint8Array(box.buffer, textStart).set(text);
  Atomics.store(box, slot.length, text.length);
}

/** Which thread failed first since the last call, and why. */
export function takeFailure(box: Int32Array): { thread: number; reason: string } | undefined {
  const thread = Atomics.exchange(box, slot.failed, 0) - 1;
  if (thread < 0) return undefined;
  const text = new Uint8Array(box.buffer, textStart, Atomics.load(box, slot.length)).slice();
  return { thread, reason: new TextDecoder().decode(text) };
}

/** One thread is done; the last one wakes the pool. */
export function report(box: Int32Array): void {
  Atomics.add(box, slot.done, 1);
  if (Atomics.load(box, slot.poolSleeps) !== 0) Atomics.notify(box, slot.done);
}
