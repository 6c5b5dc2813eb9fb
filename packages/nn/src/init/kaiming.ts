import type { Philox, Tensor } from "@blankfile/tensor";
import { drawNormal, drawUniform } from "./draw.ts";
import { calculateFanInAndFanOut } from "./fans.ts";
import { calculateGain, type Nonlinearity } from "./gain.ts";

export interface KaimingOptions {
  rng: Philox;
  /** The negative slope of leaky ReLU; 0 unless told. */
  a?: number;
  /** "fan_in" keeps the variance of what flows forward, "fan_out" that of gradients; "fan_in" unless told. */
  mode?: "fan_in" | "fan_out";
  /** What follows the layer; "leaky_relu" unless told. */
  nonlinearity?: Nonlinearity;
}

/**
 * x ← U(−b, b) with b = gain · √(3 / fan)
 *
 * He et al. 2015, section 2.2, https://arxiv.org/abs/1502.01852
 */
export function kaimingUniform_(x: Tensor, options: KaimingOptions): Tensor {
  const bound = Math.sqrt(3) * deviation("kaimingUniform_", x, options);
  return drawUniform(x, options.rng, [-bound, bound]);
}

/**
 * x ← N(0, σ²) with σ = gain / √fan
 *
 * He et al. 2015, equations 10 and 14, https://arxiv.org/abs/1502.01852
 */
export function kaimingNormal_(x: Tensor, options: KaimingOptions): Tensor {
  const std = deviation("kaimingNormal_", x, options);
  return drawNormal(x, options.rng, { mean: 0, std });
}

function deviation(
  where: string,
  x: Tensor,
  { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" }: KaimingOptions,
): number {
  const { fanIn, fanOut } = calculateFanInAndFanOut(x);
  const fan = { fan_in: fanIn, fan_out: fanOut }[mode];
  if (fan === undefined)
    throw new RangeError(`${where}: mode ${JSON.stringify(mode)}, "fan_in" or "fan_out" is needed`);
  if (fan === 0)
    throw new RangeError(`${where}: a weight [${x.shape.join(", ")}], one with elements is needed`);
  return calculateGain(nonlinearity, a) / Math.sqrt(fan);
}
