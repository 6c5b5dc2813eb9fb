import { type Philox, Tensor } from "@blankfile/tensor";

export interface AddingOptions {
  /** B. */
  batchSize: number;
  /** T, at least 2. */
  length: number;
  rng: Philox;
}

/**
 * The adding problem: a sequence of numbers, two of which are marked; the answer is their sum.
 *
 * `x` float32 [B, T, 2]: a number evenly from [0, 1), and 1 where it is marked, once in each half, else 0. `y` float32 [B, 1]. Always saying
 * 1 has a mean squared error of 1/6.
 *
 * Hochreiter, Schmidhuber 1997, section 5.4, https://doi.org/10.1162/neco.1997.9.8.1735; with the ranges of Le, Jaitly, Hinton 2015,
 * https://arxiv.org/abs/1504.00941, instead of theirs.
 */
export function addingProblem({ batchSize, length, rng }: AddingOptions): { x: Tensor; y: Tensor } {
  checkSizes("addingProblem", batchSize, length, 2);
  const x = new Float32Array(batchSize * length * 2);
  const y = new Float32Array(batchSize);
  const half = Math.floor(length / 2);
  for (let b = 0; b < batchSize; b++) {
    for (let t = 0; t < length; t++) x[(b * length + t) * 2] = rng.uniform();
    for (const t of [rng.integer(half), half + rng.integer(length - half)]) {
      x[(b * length + t) * 2 + 1] = 1;
      y[b]! += x[(b * length + t) * 2]!;
    }
  }
  return { x: new Tensor(x, [batchSize, length, 2], "float32"), y: new Tensor(y, [batchSize, 1], "float32") };
}

export interface CopyOptions {
  /** B. */
  batchSize: number;
  /** Steps between the end of the word and the sign to repeat it, from 1. */
  delay: number;
  /** S, how many symbols are to be kept. 10 unless told. */
  length?: number;
  /** K different symbols. 8 unless told. */
  symbols?: number;
  rng: Philox;
}

/**
 * The copy memory task: S symbols, a long pause, a sign, and then the symbols are to be said.
 *
 *   x:  s_1 … s_S   blank · (delay − 1)   sign   blank · S
 *   y:  blank · (S + delay)                       s_1 … s_S
 *
 * Both int32 [B, delay + 2S]. Symbols are 1 … K, the blank is 0, the sign K + 1. Blanks and then guesses have a mean cross-entropy of
 * S log K / (delay + 2S) nats.
 *
 * After Hochreiter, Schmidhuber 1997; in the form of Arjovsky, Shah, Bengio 2016, section 4.1, https://arxiv.org/abs/1511.06464.
 */
export function copyMemory(options: CopyOptions): { x: Tensor; y: Tensor; baseline: number } {
  const { batchSize, delay, length = 10, symbols = 8, rng } = options;
  checkSizes("copyMemory", batchSize, delay, 1);
  checkSizes("copyMemory", symbols, length, 1);
  const total = delay + 2 * length;
  const [x, y] = [new Int32Array(batchSize * total), new Int32Array(batchSize * total)];
  for (let b = 0; b < batchSize; b++) {
    const word = Int32Array.from({ length }, () => 1 + rng.integer(symbols));
    x.set(word, b * total);
    x[b * total + length + delay - 1] = symbols + 1;
    y.set(word, (b + 1) * total - length);
  }
  return {
    x: new Tensor(x, [batchSize, total], "int32"),
    y: new Tensor(y, [batchSize, total], "int32"),
    baseline: (length * Math.log(symbols)) / total,
  };
}

function checkSizes(where: string, count: number, length: number, least: number): void {
  if (Number.isInteger(count) && count >= 1 && Number.isInteger(length) && length >= least) return;
  throw new RangeError(
    `${where}: sizes ${count} and ${length}, whole numbers from 1 and from ${least} are needed`,
  );
}
