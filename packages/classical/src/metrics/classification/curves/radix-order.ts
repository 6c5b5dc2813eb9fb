const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;

/**
 * `descendingOrder` in time linear in N: a radix sort of the 64 bits of each score, three digits of the low word, then
 * three of the high one.
 *
 * The bits of doubles of one sign are in the order of their sizes. To have larger scores first as whole numbers, the
 * bits of positive ones are turned over below the sign, and negative ones stay with their sign bit set. The words
 * travel with the indices, so that memory is read in order. Scores must be finite.
 */
export function radixOrder(scores: Float64Array): Uint32Array {
  const n = scores.length;
  let from = descendingKeys(scores);
  let to: Keys = { low: new Uint32Array(n), high: new Uint32Array(n), index: new Uint32Array(n) };
  for (const word of ["low", "high"] as const) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const starts = startsOf(from[word], shift);
      if (starts === undefined) continue;
      scatter(from, to, { digits: from[word], shift, starts });
      [from, to] = [to, from];
    }
  }
  return from.index;
}

/** The two words of each key, and which score it is of. */
interface Keys {
  low: Uint32Array;
  high: Uint32Array;
  index: Uint32Array;
}

function descendingKeys(scores: Float64Array): Keys {
  const n = scores.length;
  const keys: Keys = { low: new Uint32Array(n), high: new Uint32Array(n), index: new Uint32Array(n) };
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (let i = 0; i < n; i++) {
    double[0] = scores[i]! + 0;
    const isNegative = words[1]! >= 0x80000000;
    keys.low[i] = isNegative ? words[0]! : ~words[0]!;
    keys.high[i] = isNegative ? words[1]! : ~words[1]! & 0x7fffffff;
    keys.index[i] = i;
  }
  return keys;
}

/** Where each digit's keys begin; undefined where all keys have the same one. */
function startsOf(words: Uint32Array, shift: number): Uint32Array | undefined {
  const counts = new Uint32Array(BUCKETS);
  for (let r = 0; r < words.length; r++) counts[(words[r]! >>> shift) & (BUCKETS - 1)]!++;
  if (counts.includes(words.length)) return undefined;
  for (let bucket = 0, start = 0; bucket < BUCKETS; bucket++) {
    const size = counts[bucket]!;
    counts[bucket] = start;
    start += size;
  }
  return counts;
}

function scatter(
  from: Keys,
  to: Keys,
  { digits, shift, starts }: { digits: Uint32Array; shift: number; starts: Uint32Array },
): void {
  for (let r = 0; r < digits.length; r++) {
    const place = starts[(digits[r]! >>> shift) & (BUCKETS - 1)]!++;
    to.low[place] = from.low[r]!;
    to.high[place] = from.high[r]!;
    to.index[place] = from.index[r]!;
  }
}
