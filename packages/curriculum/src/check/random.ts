import { append, cos, floor, imul, log, PI, sqrt } from "./intrinsics.ts";

/** Numbers for the inputs of checks: the same seed gives the same numbers everywhere. */
export interface CheckRandom {
  /** In [low, high), low 0 and high 1 unless told. */
  uniform(low?: number, high?: number): number;
  /** Normal, mean 0 and standard deviation 1 unless told. */
  normal(mean?: number, sd?: number): number;
  /** One of 0 … below − 1. */
  integer(below: number): number;
  uniforms(count: number, low?: number, high?: number): number[];
  normals(count: number, mean?: number, sd?: number): number[];
}

/**
 * xoshiro128** of Blackman and Vigna, 2018, https://prng.di.unimi.it, its state filled from the seed by SplitMix32's
 * mixing steps. For inputs of checks, not for statistics: experiments draw from the tensor package.
 */
export function random(seed: number): CheckRandom {
  const next = xoshiro(seed);
  function uniform(low = 0, high = 1): number {
    const unit = (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
    return low + (high - low) * unit;
  }
  function normal(mean = 0, sd = 1): number {
    const radius = sqrt(-2 * log(1 - uniform()));
    return mean + sd * radius * cos(2 * PI * uniform());
  }
  return {
    uniform,
    normal,
    integer: (below) => floor(uniform() * below),
    uniforms: (count, low, high) => repeated(count, () => uniform(low, high)),
    normals: (count, mean, sd) => repeated(count, () => normal(mean, sd)),
  };
}

/** Unsigned 32-bit integers. */
function xoshiro(seed: number): () => number {
  let mixed = seed | 0;
  function word(): number {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = imul(z ^ (z >>> 16), 0x85ebca6b);
    z = imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  }
  let a = word();
  let b = word();
  let c = word();
  let d = word();
  return () => {
    const result = imul(rotated(imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  };
}

function rotated(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function repeated(count: number, draw: () => number): number[] {
  const list: number[] = [];
  for (let i = 0; i < count; i++) append(list, draw());
  return list;
}
