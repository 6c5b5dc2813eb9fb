/**
 * SHA-256: 64 rounds over each block of 512 bits, with eight words of state.
 *
 *   Σ₀(a) = a⋙2 ⊕ a⋙13 ⊕ a⋙22,   Σ₁(e) = e⋙6 ⊕ e⋙11 ⊕ e⋙25
 *   T₁ = h + Σ₁(e) + (e ∧ f ⊕ ¬e ∧ g) + K_t + W_t,   T₂ = Σ₀(a) + (a ∧ b ⊕ a ∧ c ⊕ b ∧ c)
 *
 * FIPS 180-4, section 6.2, https://doi.org/10.6028/NIST.FIPS.180-4
 */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) addBlock(state, view, at);
  const tail = ending(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.byteLength; at += 64) addBlock(state, tail, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The last bytes, a bit 1, zeros, and the length in bits, to whole blocks (section 5.1.1). */
function ending(rest: Uint8Array, length: number): DataView {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setBigUint64(tail.length - 8, BigInt(length) * 8n);
  return view;
}

/** In Int32Array, whose numbers the engine keeps in registers. */
const schedule = new Int32Array(64);

function addBlock(state: Uint32Array, view: DataView, at: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
    const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
    w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  for (let t = 0; t < 64; t++) {
    const sum1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
    const t1 = (h + sum1 + ((e & f) ^ (~e & g)) + constants[t]! + w[t]!) | 0;
    const sum0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i]! += word;
}

function right(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

const primes = firstPrimes(64);
/** The first 32 bits after the point of the cube roots of the first 64 primes; the state starts from those of square roots. */
const constants = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)) | 0);

function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}
