import type { Philox } from "@blankfile/tensor";

/** Says which samples an epoch consists of, and in which order. */
export interface Sampler {
  /** How many indices an order has. */
  readonly length: number;
  /** The same rng gives the same order. */
  order(rng: Philox): Int32Array;
}

/** 0, 1, … N − 1. */
export function sequentialSampler(n: number): Sampler {
  checkCount("sequentialSampler", "n", n);
  return { length: n, order: () => range(n) };
}

/** Each index once, in random order. */
export function randomSampler(n: number): Sampler {
  checkCount("randomSampler", "n", n);
  return { length: n, order: (rng) => rng.shuffle(range(n)) };
}

/** These indices in random order. */
export function subsetSampler(indices: ArrayLike<number>): Sampler {
  const own = Int32Array.from(indices);
  return { length: own.length, order: (rng) => rng.shuffle(own.slice()) };
}

export interface WeightedOptions {
  /** How many indices an epoch has. */
  numSamples: number;
  /** Whether an index may come twice. True unless told. */
  replacement?: boolean;
}

/**
 * Index i with a chance in proportion to w_i: u evenly from [0, Σ w), and the first i with w_0 + … + w_i > u.
 *
 * Without replacement, the indices of the greatest keys u_i^(1 / w_i), from the greatest on: Efraimidis, Spirakis 2006,
 * https://doi.org/10.1016/j.ipl.2005.11.003
 */
export function weightedSampler(
  weights: ArrayLike<number>,
  { numSamples, replacement = true }: WeightedOptions,
): Sampler {
  const own = Float64Array.from(weights);
  checkCount("weightedSampler", "numSamples", numSamples);
  const wrong = own.findIndex((w) => !(w >= 0 && w < Infinity));
  if (wrong >= 0)
    throw new RangeError(`weightedSampler: weight ${own[wrong]} of ${wrong}, a number from 0 is needed`);
  const positive = own.filter((w) => w > 0).length;
  const enough = replacement ? 1 : numSamples;
  if (numSamples > 0 && positive < enough) {
    throw new RangeError(
      `weightedSampler: ${positive} weights above 0 for ${numSamples} samples, at least ${enough} are needed`,
    );
  }
  const order = replacement
    ? (rng: Philox) => drawn(own, numSamples, rng)
    : (rng: Philox) => greatestKeys(own, numSamples, rng);
  return { length: numSamples, order };
}

function drawn(weights: Float64Array, count: number, rng: Philox): Int32Array {
  let total = 0;
  const sums = weights.map((w) => (total += w));
  const last = weights.findLastIndex((w) => w > 0);
  return Int32Array.from({ length: count }, () => Math.min(last, firstAbove(sums, rng.uniform() * total)));
}

/** The first place in ascending `sums` that is above u, by halving. */
function firstAbove(sums: Float64Array, u: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

function greatestKeys(weights: Float64Array, count: number, rng: Philox): Int32Array {
  // log u / w orders as u^(1 / w) does, and does not underflow; 1 − u is never 0.
  const keys = weights.map((w) => Math.log(1 - rng.uniform()) / w);
  const candidates = range(weights.length).filter((i) => weights[i]! > 0);
  return candidates.sort((a, b) => keys[b]! - keys[a]! || a - b).slice(0, count);
}

/** Every class with the same chance, whatever its size; drawn with replacement. As many as there are labels unless told. */
export function balancedSampler(
  labels: ArrayLike<number>,
  { numSamples = labels.length }: { numSamples?: number } = {},
): Sampler {
  const sizes = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) sizes.set(labels[i]!, (sizes.get(labels[i]!) ?? 0) + 1);
  return weightedSampler(
    Array.from(labels, (label) => 1 / sizes.get(label)!),
    { numSamples },
  );
}

/**
 * Each index once, the classes spread evenly: every stretch of the order, so every batch, has about their shares of the whole.
 *
 * The k-th of n shuffled members of a class goes to place (k + u) / n, with one u in [0, 1) for the class.
 */
export function stratifiedSampler(labels: ArrayLike<number>): Sampler {
  const members = Map.groupBy(range(labels.length), (i) => labels[i]!);
  const classes = [...members].sort(([a], [b]) => a - b);
  const order = (rng: Philox) => {
    const places = new Float64Array(labels.length);
    for (const [, list] of classes) {
      const shift = rng.uniform();
      rng.shuffle([...list]).forEach((i, k) => {
        places[i] = (k + shift) / list.length;
      });
    }
    return range(labels.length).sort((a, b) => places[a]! - places[b]! || a - b);
  };
  return { length: labels.length, order };
}

export interface ShardOptions {
  /** Which part, from 0. */
  rank: number;
  /** How many parts. */
  worldSize: number;
  /** Give up the last indices where the parts would differ in length; otherwise the first ones come again. */
  dropLast?: boolean;
}

/** Every worldSize-th index of another sampler's order, from `rank` on. All parts are of one length, as PyTorch's DistributedSampler. */
export function shardSampler(sampler: Sampler, { rank, worldSize, dropLast = false }: ShardOptions): Sampler {
  if (
    !(
      Number.isInteger(worldSize) &&
      worldSize >= 1 &&
      Number.isInteger(rank) &&
      rank >= 0 &&
      rank < worldSize
    )
  ) {
    throw new RangeError(
      `shardSampler: rank ${rank} of worldSize ${worldSize}, a rank from 0 to worldSize − 1 is needed`,
    );
  }
  const each = sampler.length / worldSize;
  const length = dropLast ? Math.floor(each) : Math.ceil(each);
  const order = (rng: Philox) => {
    const all = sampler.order(rng);
    return Int32Array.from({ length }, (_, i) => all[(rank + i * worldSize) % all.length]!);
  };
  return { length, order };
}

function range(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}

function checkCount(where: string, what: string, n: number): void {
  if (Number.isInteger(n) && n >= 0) return;
  throw new RangeError(`${where}: ${what} ${n}, a whole number from 0 is needed`);
}
