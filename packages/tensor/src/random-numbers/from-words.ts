/** What the generator's 32-bit words become; which words each draw takes stands in `philox.ts`. */
import { show } from "../arguments.ts";
import { multiplyHigh } from "./philox-blocks.ts";

/** (⌊h / 2⁵⌋ · 2²⁶ + ⌊l / 2⁶⌋) / 2⁵³, in [0, 1). */
export function uniformFrom(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/** √(−2 ln(1 − u)) · cos 2πv of two uniforms. */
export function normalFrom(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}

/**
 * ⌊w · n / 2³²⌋, or −1 for a word that is passed over: those with (w · n) mod 2³² < 2³² mod n, so that each value has as many words.
 * The remainder is below n, so it need not be known where (w · n) mod 2³² ≥ n.
 */
export function integerFrom(word: number, n: number): number {
  const low = Math.imul(word, n) >>> 0;
  if (low < n && low < 2 ** 32 % n) return -1;
  return multiplyHigh(word, n) >>> 0;
}

export function requireCount(n: number): void {
  if (Number.isInteger(n) && n >= 1 && n < 2 ** 32) return;
  throw new RangeError(`integer: ${show(n)} values, a whole number from 1 to 2^32 - 1 is needed`);
}
