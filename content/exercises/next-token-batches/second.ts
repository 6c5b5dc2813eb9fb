export interface Window {
  /** T tokens. */
  inputs: number[];
  /** The T tokens that follow them, one by one. */
  targets: number[];
}

export interface Batch {
  /** Up to B rows of T tokens. */
  inputs: number[][];
  targets: number[][];
}

export interface Options {
  /** Tokens a window. */
  T: number;
  /** Windows a batch. */
  B: number;
  /** Numbers from [0, 1). */
  random: () => number;
}

export function windowAt(tokens: readonly number[], start: number, T: number): Window {
  whole(T, 1);
  whole(start, 0);
  const cut = tokens.filter((_, t) => start <= t && t <= start + T);
  if (cut.length <= T) throw new RangeError(`windowAt: no ${T + 1} tokens from ${start} on`);
  return { inputs: cut.slice(0, -1), targets: cut.slice(1) };
}

/** The order is filled from its end: each draw takes one start out of the pool, and the pool's last one fills the gap. */
export function epochStarts(L: number, T: number, random: () => number): number[] {
  whole(T, 1);
  const offsets = Math.min(T, L - T);
  if (!(offsets > 0)) throw new RangeError(`epochStarts: ${L} tokens for windows of ${T}`);
  const offset = Math.trunc(offsets * random());
  const pool = Array.from({ length: Math.floor((L - 1 - offset) / T) }, (_, n) => offset + n * T);
  const order: number[] = [];
  while (pool.length > 0) {
    const drawn = pool.length === 1 ? 0 : Math.trunc(pool.length * random());
    order.unshift(pool[drawn]!);
    const last = pool.pop()!;
    if (drawn < pool.length) pool[drawn] = last;
  }
  return order;
}

export function epochBatches(tokens: readonly number[], options: Options): Batch[] {
  whole(options.B, 1);
  const batches: Batch[] = [];
  epochStarts(tokens.length, options.T, options.random).forEach((start, n) => {
    if (n % options.B === 0) batches.push({ inputs: [], targets: [] });
    const { inputs, targets } = windowAt(tokens, start, options.T);
    batches.at(-1)!.inputs.push(inputs);
    batches.at(-1)!.targets.push(targets);
  });
  return batches;
}

function whole(value: number, least: number): void {
  if (!(value >= least && value % 1 === 0))
    throw new RangeError(`${value}, a whole number from ${least} is needed`);
}
