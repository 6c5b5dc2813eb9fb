import { noGrad, type Philox, type Tensor, tensor } from "@blankfile/tensor";
import { checkNormal, type NormalOptions } from "./random.ts";

export interface TruncNormalOptions extends NormalOptions {
  /** The least value; −2 unless told. Like b it is a value and no multiple of std. */
  a?: number;
  /** The largest value; 2 unless told. */
  b?: number;
}

/**
 * x ← N(mean, std²), given that it lies between a and b.
 *
 * Drawn by rejection: from the normal distribution, from the uniform one or, in a tail, from an exponential one, whichever is accepted
 * more often. Robert 1995, "Simulation of truncated normal variables", https://doi.org/10.1007/BF00143942
 */
export function truncNormal_(
  x: Tensor,
  { mean = 0, std = 1, a = -2, b = 2, rng }: TruncNormalOptions,
): Tensor {
  checkNormal("truncNormal_", mean, std);
  if (!(a < b && std > 0))
    throw new RangeError(`truncNormal_: a ${a}, b ${b} and std ${std}, a < b and std > 0 are needed`);
  const draw = standardDraw((a - mean) / std, (b - mean) / std, rng);
  const values = Float64Array.from({ length: x.numel() }, () => mean + std * draw());
  return noGrad(() => x.copy_(tensor(values, { dtype: x.dtype, shape: x.shape })));
}

/** Draws from N(0, 1) between two bounds. */
function standardDraw(from: number, to: number, rng: Philox): () => number {
  if (to < 0) {
    const mirrored = standardDraw(-to, -from, rng);
    return () => -mirrored();
  }
  const width = to - from;
  if (from <= 0)
    return width < Math.sqrt(2 * Math.PI) ? fromUniform(from, to, rng) : fromNormal(from, to, rng);
  return width * from < 2 ? fromUniform(from, to, rng) : fromExponential(from, to, rng);
}

function fromNormal(from: number, to: number, rng: Philox): () => number {
  return () => {
    for (;;) {
      const z = rng.normal();
      if (z >= from && z <= to) return z;
    }
  };
}

/** Accepted with the density's share of its largest value. */
function fromUniform(from: number, to: number, rng: Philox): () => number {
  const peak = Math.max(from, 0);
  return () => {
    for (;;) {
      const z = from + (to - from) * rng.uniform();
      if (rng.uniform() < Math.exp((peak ** 2 - z ** 2) / 2)) return z;
    }
  };
}

/** Robert's equation 2.2: rate α = (from + √(from² + 4)) / 2, accepted with e^(−(z − α)² / 2). */
function fromExponential(from: number, to: number, rng: Philox): () => number {
  const rate = (from + Math.sqrt(from ** 2 + 4)) / 2;
  return () => {
    for (;;) {
      const z = from - Math.log(1 - rng.uniform()) / rate;
      if (z <= to && rng.uniform() < Math.exp(-((z - rate) ** 2) / 2)) return z;
    }
  };
}
