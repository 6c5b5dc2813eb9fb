import { optionsOf, requireArray, show } from "./arguments.ts";
import { integerFrom, normalFrom, requireCount, uniformFrom } from "./random-numbers/from-words.ts";
import { multiplyHigh, philoxBlocks } from "./random-numbers/philox-blocks.ts";

/**
 * Philox4x32-10, a counter-based random number generator.
 *
 *   (c₀, c₁, c₂, c₃) ← (hi(M₁·c₂) ⊕ c₁ ⊕ k₀,  lo(M₁·c₂),  hi(M₀·c₀) ⊕ c₃ ⊕ k₁,  lo(M₀·c₀)),  ten times,
 *   with k₀ += W₀ and k₁ += W₁ between rounds
 *
 * Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
 * https://doi.org/10.1145/2063384.2063405
 *
 * The stream. The key is the seed, low word first. Block b of four 32-bit words is philox4x32(counter, key) with the
 * counter (b mod 2³², ⌊b / 2³²⌋, 0, 0); the words are used in order. What each draw takes:
 *
 *   word()      one word; words(out) as many as out has room for
 *   uniform()   two words h, l:  (⌊h / 2⁵⌋ · 2²⁶ + ⌊l / 2⁶⌋) / 2⁵³, in [0, 1)
 *   normal()    two uniforms u, v:  √(−2 ln(1 − u)) · cos 2πv  (Box and Muller)
 *   integer(n)  words w until (w · n) mod 2³² ≥ 2³² mod n:  ⌊w · n / 2³²⌋, without bias (Lemire 2019)
 *
 * `fork(name)` gives an independent stream and takes nothing from this one.
 */
export class Philox {
  #key: Words2;
  #block = 0;
  #used = 4;
  readonly #words = new Uint32Array(4);

  /** Equal seeds give equal streams. */
  constructor(seed: number) {
    this.#key = wordsOf("Philox", "seed", seed);
  }

  /** A generator that goes on where the state was taken. */
  static from(state: PhiloxState): Philox {
    const rng = new Philox(0);
    rng.setState(state);
    return rng;
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    if (this.#used === 4) {
      this.#blocks(this.#words);
      this.#used = 0;
    }
    return this.#words[this.#used++]!;
  }

  /** Fills `out` with the next words: what `word()` would give one by one. */
  words(out: Uint32Array): void {
    if (!(out instanceof Uint32Array)) {
      throw new TypeError(`words: ${show(out)} to fill, a Uint32Array is needed`);
    }
    let i = 0;
    while (i < out.length && this.#used < 4) out[i++] = this.word();
    const end = out.length - ((out.length - i) % 4);
    if (i < end) this.#blocks(out.subarray(i, end));
    for (i = end; i < out.length; i++) out[i] = this.word();
  }

  /** Evenly from [0, 1), with all 53 bits. */
  uniform(): number {
    const high = this.word();
    return uniformFrom(high, this.word());
  }

  /** From the normal distribution with mean 0 and variance 1. */
  normal(): number {
    const u = this.uniform();
    return normalFrom(u, this.uniform());
  }

  /** Evenly from 0 to n − 1. */
  integer(n: number): number {
    requireCount(n);
    for (;;) {
      const value = integerFrom(this.word(), n);
      if (value >= 0) return value;
    }
  }

  /** Puts the items in random order, in place (Fisher and Yates, from the end). */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T {
    if (!Array.isArray(items) && !ArrayBuffer.isView(items)) {
      throw new TypeError(`shuffle: ${show(items)}, an array is needed`);
    }
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }

  /** An independent generator for a named or numbered purpose. Takes nothing from this stream: equal names, equal streams. */
  fork(name: string | number): Philox {
    if (typeof name !== "number" && typeof name !== "string") {
      throw new TypeError(`fork: ${show(name)} as name, a text or a number is needed`);
    }
    const child = new Philox(0);
    child.#key = typeof name === "number" ? this.#forkNumber(name) : this.#forkText(name);
    return child;
  }

  getState(): PhiloxState {
    const unused = this.#used === 4;
    return { key: this.#key, block: unused ? this.#block : this.#block - 1, used: unused ? 0 : this.#used };
  }

  setState(state: PhiloxState): void {
    const { key, block, used } = optionsOf("setState", state);
    requireArray("setState", "key", key);
    const words = key.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32);
    if (key.length !== 2 || !words || !(used === 0 || used === 1 || used === 2 || used === 3)) {
      throw new RangeError(
        `setState: key ${show(key)}, ${show(used)} words used; two 32-bit words and 0 to 3 are needed, as getState gives`,
      );
    }
    wordsOf("setState", "block", block);
    this.#key = [key[0], key[1]];
    this.#block = block;
    this.#used = 4;
    for (let i = 0; i < used; i++) this.word();
  }

  // The fourth counter word is 0 in the stream itself, so these blocks never occur in it.
  #forkNumber(name: number): Words2 {
    const [k0, k1] = philox4x32([...wordsOf("fork", "number", name), 0, 1], this.#key);
    return [k0, k1];
  }

  #forkText(name: string): Words2 {
    let key = this.#key;
    for (const [i, code] of [...name].entries()) {
      const [k0, k1] = philox4x32([code.codePointAt(0)!, i, 0, 2], key);
      key = [k0, k1];
    }
    const [k0, k1] = philox4x32([0, 0, 0, 3], key);
    return [k0, k1];
  }

  #blocks(out: Uint32Array): void {
    const count = out.length / 4;
    requireWhole("Philox", "block", this.#block + (count - 1));
    philoxBlocks(out, this.#block, this.#key);
    this.#block += count;
  }
}

export type Words2 = readonly [number, number];
export type Words4 = readonly [number, number, number, number];

/** All that is needed to go on later; plain JSON. */
export interface PhiloxState {
  readonly key: Words2;
  /** The block that the next word comes from. */
  readonly block: number;
  /** How many of its words are used up, 0 to 3. */
  readonly used: number;
}

/** One block: ten rounds over four words. */
export function philox4x32(counter: Words4, key: Words2): Words4 {
  requireArray("philox4x32", "counter", counter);
  requireArray("philox4x32", "key", key);
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1 >>> 0, (high0 ^ c3 ^ k1) >>> 0, low0 >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

function wordsOf(where: string, what: string, value: number): Words2 {
  requireWhole(where, what, value);
  return [value >>> 0, Math.floor(value / 2 ** 32)];
}

function requireWhole(where: string, what: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(`${where}: ${what} ${show(value)}, a whole number from 0 to 2^53 - 1 is needed`);
}
