const DIGIT_BITS = 16;
const BUCKETS = 1 << DIGIT_BITS;

/**
 * `descendingOrder` in time linear in N: a radix sort over the four 16-bit digits of float64, from the last to the first.
 *
 * The bits of doubles of one sign are in the order of their sizes. To have larger scores first as whole numbers, the bits of
 * positive ones are turned over below the sign, and negative ones stay with their sign bit set. Scores must be finite.
 */
export function radixOrder(scores: Float64Array): Uint32Array {
  const n = scores.length;
  const keys = descendingKeys(scores);
  const counts = countDigits(keys);
  let order = Uint32Array.from({ length: n }, (_, i) => i);
  let next = new Uint32Array(n);
  for (let digit = 0; digit < 4; digit++) {
    const count = counts[digit]!;
    if (count.includes(n)) continue;
    for (let bucket = 0, start = 0; bucket < BUCKETS; bucket++) {
      const size = count[bucket]!;
      count[bucket] = start;
      start += size;
    }
    for (let r = 0; r < n; r++) {
      const i = order[r]!;
      next[count[keys[4 * i + digit]!]!++] = i;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Four digits a score, the lowest first. */
function descendingKeys(scores: Float64Array): Uint16Array {
  const keys = new Uint16Array(Float64Array.from(scores, (score) => score + 0).buffer);
  for (let at = 0; at < keys.length; at += 4) {
    if (keys[at + 3]! >= 0x8000) continue;
    for (let digit = 0; digit < 3; digit++) keys[at + digit] = ~keys[at + digit]!;
    keys[at + 3] = ~keys[at + 3]! & 0x7fff;
  }
  return keys;
}

function countDigits(keys: Uint16Array): Uint32Array[] {
  const counts = Array.from({ length: 4 }, () => new Uint32Array(BUCKETS));
  for (let at = 0; at < keys.length; at++) counts[at & 3]![keys[at]!]!++;
  return counts;
}
