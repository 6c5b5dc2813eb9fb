// Windows of T + 1 tokens side by side: the first token of each is never a target.
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

/** inputs x_s … x_{s+T−1}, targets x_{s+1} … x_{s+T}: T + 1 tokens in all. */
export function windowAt(tokens: readonly number[], start: number, T: number): Window {
  checkSizes("windowAt", tokens.length, T);
  if (!Number.isInteger(start) || start < 0 || start + T + 1 > tokens.length)
    throw new RangeError(`windowAt: start is ${start}, one of 0 to ${tokens.length - T - 1} is needed`);
  return { inputs: tokens.slice(start, start + T), targets: tokens.slice(start + 1, start + T + 1) };
}

/** o, o + T, o + 2T … up to L − T − 1, shuffled by Fisher and Yates. */
export function epochStarts(L: number, T: number, random: () => number): number[] {
  checkSizes("epochStarts", L, T);
  const starts: number[] = [];
  for (let s = Math.floor(random() * Math.min(T, L - T)); s + T < L; s += T + 1) starts.push(s);
  for (let i = starts.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [starts[i], starts[j]] = [starts[j]!, starts[i]!];
  }
  return starts;
}

/** The windows at the shuffled starts, B at a time; the last batch may be smaller. */
export function epochBatches(tokens: readonly number[], { T, B, random }: Options): Batch[] {
  if (!Number.isInteger(B) || B < 1)
    throw new RangeError(`epochBatches: B is ${B}, a whole number of at least 1 is needed`);
  const windows = epochStarts(tokens.length, T, random).map((start) => windowAt(tokens, start, T));
  const batches: Batch[] = [];
  for (let first = 0; first < windows.length; first += B) {
    const rows = windows.slice(first, first + B);
    batches.push({ inputs: rows.map((row) => row.inputs), targets: rows.map((row) => row.targets) });
  }
  return batches;
}

function checkSizes(where: string, L: number, T: number): void {
  if (!Number.isInteger(T) || T < 1)
    throw new RangeError(`${where}: T is ${T}, a whole number of at least 1 is needed`);
  if (L < T + 1) throw new RangeError(`${where}: ${L} tokens, at least T + 1 = ${T + 1} are needed`);
}
