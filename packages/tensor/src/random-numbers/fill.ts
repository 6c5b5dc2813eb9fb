/**
 * Many draws at once: the numbers that the generator's methods give one by one, from the same words. The words are made some blocks at a
 * time, never more of them than the draws will take, so the generator goes on where it would have.
 */
import type { TypedArray } from "../dtype.ts";
import type { Philox } from "../philox.ts";
import { integerFrom, normalFrom, requireCount, uniformFrom } from "./from-words.ts";

/** As `rng.uniform()`. */
export function fillUniform(rng: Philox, out: TypedArray): void {
  inParts(rng, out.length, 2, (words, from, to) => {
    for (let i = from, w = 0; i < to; i++, w += 2) out[i] = uniformFrom(words[w]!, words[w + 1]!);
  });
}

/** As `rng.uniform()`, cut to its top 24 bits: all of them come from the first of its two words. */
export function fillUniform24(rng: Philox, out: TypedArray): void {
  inParts(rng, out.length, 2, (words, from, to) => {
    for (let i = from, w = 0; i < to; i++, w += 2) out[i] = (words[w]! >>> 8) / 2 ** 24;
  });
}

/** As `rng.normal()`. */
export function fillNormal(rng: Philox, out: TypedArray): void {
  inParts(rng, out.length, 4, (words, from, to) => {
    for (let i = from, w = 0; i < to; i++, w += 4) {
      const u = uniformFrom(words[w]!, words[w + 1]!);
      out[i] = normalFrom(u, uniformFrom(words[w + 2]!, words[w + 3]!));
    }
  });
}

/** As low + `rng.integer(n)`. */
export function fillInteger(rng: Philox, out: TypedArray, { low, n }: { low: number; n: number }): void {
  requireCount(n);
  let filled = 0;
  while (filled < out.length) {
    // Every draw takes a word at least, and those that were passed over are made up for in the next turn.
    inParts(rng, out.length - filled, 1, (words, from, to) => {
      for (let w = 0; w < to - from; w++) {
        const value = integerFrom(words[w]!, n);
        if (value >= 0) out[filled++] = low + value;
      }
    });
  }
}

const scratch = new Uint32Array(1024);

/** Calls `body` with the words of draws `from` to `to`, for parts that follow each other and end at `draws`. */
function inParts(
  rng: Philox,
  draws: number,
  each: number,
  body: (words: Uint32Array, from: number, to: number) => void,
): void {
  const most = scratch.length / each;
  for (let from = 0; from < draws; from += most) {
    const to = Math.min(draws, from + most);
    const words = scratch.subarray(0, each * (to - from));
    rng.words(words);
    body(words, from, to);
  }
}
