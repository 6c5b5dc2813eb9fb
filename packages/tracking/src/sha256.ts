/**
 * SHA-256 of bytes, or of a text's UTF-8 bytes, hex. FIPS 180-4.
 *
 * The browser's own digest is asynchronous and missing on plain http, and the fold of a run is neither.
 */
export function sha256(message: string | Uint8Array): string {
  const bytes = padded(typeof message === "string" ? new TextEncoder().encode(message) : message);
  const view = new DataView(bytes.buffer);
  const hash = Uint32Array.from(firstPrimes(8), (p) => fraction(Math.sqrt(p)));
  for (let block = 0; block < bytes.length; block += 64) compress(hash, view, block);
  return [...hash].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** 5.1.1: a one bit, zeros, and the length in bits as 64 bits, to a multiple of 64 bytes. */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return bytes;
}

/** 4.2.2 and 5.3.3: the first 32 bits of the fractional parts of cube and square roots of primes. */
const constants = Uint32Array.from(firstPrimes(64), (p) => fraction(Math.cbrt(p)));

function fraction(x: number): number {
  return Math.floor((x % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}

/** 6.2.2: one block of 64 bytes into the hash. */
function compress(hash: Uint32Array, view: DataView, block: number): void {
  const w = new Uint32Array(64);
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(block + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    w[t] =
      w[t - 16]! +
      (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) +
      w[t - 7]! +
      (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[t]! + w[t]!) >>> 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i] = hash[i]! + word;
  });
}

function rotate(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}
