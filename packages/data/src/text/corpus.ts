import { type Philox, Tensor } from "@blankfile/tensor";
import { CharacterVocabulary } from "./character-vocabulary.ts";

/** A text as numbers, for language models over characters. */
export interface CharacterCorpus {
  text: string;
  vocabulary: CharacterVocabulary;
  /** The first characters. */
  train: Int32Array;
  /** The rest. */
  val: Int32Array;
}

/** Encodes a text by its own characters. The first nine tenths, rounded down, are for training unless told, as in char-rnn's successors. */
export function characterCorpus(text: string, { trainShare = 0.9 } = {}): CharacterCorpus {
  if (!(trainShare > 0 && trainShare <= 1))
    throw new RangeError(`characterCorpus: trainShare ${trainShare}, a share above 0 and up to 1 is needed`);
  const vocabulary = CharacterVocabulary.of(text);
  const ids = vocabulary.encode(text);
  const n = Math.floor(trainShare * ids.length);
  return { text, vocabulary, train: ids.slice(0, n), val: ids.slice(n) };
}

export interface WindowOptions {
  /** B. */
  batchSize: number;
  /** T. */
  blockSize: number;
  rng: Philox;
}

/**
 * B windows of T tokens from random places, and what follows each token: `x` and `y` int32 [B, T], y[b, t] = x[b, t + 1].
 */
export function randomWindows(
  ids: Int32Array,
  { batchSize, blockSize, rng }: WindowOptions,
): { x: Tensor; y: Tensor } {
  if (!Number.isInteger(blockSize) || blockSize < 1 || ids.length < blockSize + 1) {
    throw new RangeError(
      `randomWindows: blockSize ${blockSize} on ${ids.length} tokens, from 1 to ${ids.length - 1} is needed`,
    );
  }
  const starts = Array.from({ length: batchSize }, () => rng.integer(ids.length - blockSize));
  return windowsAt(ids, starts, blockSize);
}

/** The windows that start at `starts`, likewise; places 0, T, 2T, … go through a text once. */
export function windowsAt(
  ids: Int32Array,
  starts: ArrayLike<number>,
  blockSize: number,
): { x: Tensor; y: Tensor } {
  const [x, y] = [new Int32Array(starts.length * blockSize), new Int32Array(starts.length * blockSize)];
  for (let b = 0; b < starts.length; b++) {
    const start = starts[b]!;
    if (!(Number.isInteger(start) && start >= 0 && start + blockSize < ids.length)) {
      throw new RangeError(
        `windowsAt: start ${start} at ${b}, a whole number from 0 to ${ids.length - blockSize - 1} is needed`,
      );
    }
    x.set(ids.subarray(start, start + blockSize), b * blockSize);
    y.set(ids.subarray(start + 1, start + 1 + blockSize), b * blockSize);
  }
  const shape = [starts.length, blockSize];
  return { x: new Tensor(x, shape, "int32"), y: new Tensor(y, shape, "int32") };
}
