/**
 * The order in which Python 3 puts a list after `random.seed(seed); random.shuffle(list)`.
 *
 * Splits that others published figures on were made like this; here is how to get the same ones. For all else there is Philox.
 * The generator is MT19937: Matsumoto, Nishimura 1998, https://doi.org/10.1145/272991.272995. Python's shuffle goes from the end; below n + 1
 * it draws ⌈log₂(n + 2)⌉ high bits until they are small enough.
 */
export function pythonShuffle<T>(items: readonly T[], seed: number): T[] {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new RangeError(`pythonShuffle: seed ${seed}, a whole number from 0 to 2^32 - 1 is needed`);
  const shuffled = [...items];
  const next = mersenneTwister(seed);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const bits = 32 - Math.clz32(i + 1);
    let j = next() >>> (32 - bits);
    while (j > i) j = next() >>> (32 - bits);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

const size = 624;
const middle = 397;

function mersenneTwister(seed: number): () => number {
  const state = seeded(seed);
  let used = size;
  return () => {
    if (used === size) {
      twist(state);
      used = 0;
    }
    let y = state[used++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

/** `init_by_array` of the authors' mt19937ar.c with the seed as an array of one. */
function seeded(seed: number): Uint32Array {
  const state = new Uint32Array(size);
  state[0] = 19650218;
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, mixed(state[i - 1]!)) + i;
  let i = 1;
  for (let k = 0; k < size; k++) {
    state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1664525)) + seed;
    if (++i === size) [i, state[0]] = [1, state[size - 1]!];
  }
  for (let k = 0; k < size - 1; k++) {
    state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1566083941)) - i;
    if (++i === size) [i, state[0]] = [1, state[size - 1]!];
  }
  state[0] = 0x80000000;
  return state;
}

const mixed = (word: number) => word ^ (word >>> 30);

function twist(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const y = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff);
    state[i] = state[(i + middle) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
