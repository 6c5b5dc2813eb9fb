import type { Philox, Tensor } from "@blankfile/tensor";
import { drawNormal, drawUniform } from "./draw.ts";
import { calculateFanInAndFanOut } from "./fans.ts";

export interface XavierOptions {
  rng: Philox;
  /** What the activation asks for: see `calculateGain`. 1 unless told. */
  gain?: number;
}

/**
 * x ← U(−b, b) with b = gain · √(6 / (fanIn + fanOut))
 *
 * Glorot and Bengio 2010, equation 16, https://proceedings.mlr.press/v9/glorot10a.html
 */
export function xavierUniform_(x: Tensor, { rng, gain = 1 }: XavierOptions): Tensor {
  const bound = Math.sqrt(3) * deviation("xavierUniform_", x, gain);
  return drawUniform(x, rng, [-bound, bound]);
}

/**
 * x ← N(0, σ²) with σ = gain · √(2 / (fanIn + fanOut))
 *
 * Glorot and Bengio 2010, equation 12, https://proceedings.mlr.press/v9/glorot10a.html
 */
export function xavierNormal_(x: Tensor, { rng, gain = 1 }: XavierOptions): Tensor {
  return drawNormal(x, rng, { mean: 0, std: deviation("xavierNormal_", x, gain) });
}

function deviation(where: string, x: Tensor, gain: number): number {
  const { fanIn, fanOut } = calculateFanInAndFanOut(x);
  if (!(gain > 0 && Number.isFinite(gain)))
    throw new RangeError(`${where}: gain ${gain}, a finite number above 0 is needed`);
  if (fanIn + fanOut === 0)
    throw new RangeError(`${where}: a weight [${x.shape.join(", ")}], one with elements is needed`);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}
