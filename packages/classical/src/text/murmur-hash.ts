const c1 = 0xcc9e2d51;
const c2 = 0x1b873593;
const encoder = new TextEncoder();

/**
 * MurmurHash3 of 32 bits of a text's UTF-8 bytes, as a signed number: what scikit-learn hashes terms by.
 *
 *   each word k of 4 bytes:  h ← 5 · rotl₁₃(h ⊕ rotl₁₅(k · c₁) · c₂) + e6546b64₁₆;  then the last bytes, the length, and a last mixing
 *
 * Appleby 2008, https://github.com/aappleby/smhasher/wiki/MurmurHash3 (in the public domain). Not for secrets.
 */
export function murmurHash(text: string, seed = 0): number {
  const bytes = encoder.encode(text);
  const whole = bytes.length & ~3;
  let h = seed | 0;
  for (let at = 0; at < whole; at += 4) {
    const k = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    h ^= scrambled(k);
    h = (Math.imul(rotated(h, 13), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= whole; at--) tail = (tail << 8) | bytes[at]!;
  if (whole < bytes.length) h ^= scrambled(tail);
  return mixed(h ^ bytes.length);
}

const rotated = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));
const scrambled = (k: number): number => Math.imul(rotated(Math.imul(k, c1), 15), c2);

function mixed(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

/** The column of a term, and its sign: |h| mod V, and that of h where signs alternate. */
export function hashedPlace(term: string, cols: number): { column: number; sign: number } {
  const h = murmurHash(term);
  // |−2³¹| has no place among 32-bit numbers; scikit-learn's way around it.
  const size = h === -(2 ** 31) ? 2 ** 31 - (cols - 1) : Math.abs(h);
  return { column: size % cols, sign: h >= 0 ? 1 : -1 };
}
