import { type Philox, rand, type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface DropoutOptions {
  /** The share that is dropped; 0.5 unless told. */
  p?: number;
  /** Where the masks come from; a checkpoint keeps how far it has come. */
  rng: Philox;
}

/** What all kinds of dropout share: in training a mask is drawn afresh at each call, also inside `compile`; evaluation passes x on. */
export abstract class RandomlyDropped extends Module {
  readonly p: number;
  readonly rng: Philox;

  readonly #where: string;

  constructor(where: string, { p = 0.5, rng }: DropoutOptions) {
    super();
    this.#where = where;
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${where}: p ${p}, a number from 0 to 1 is needed`);
    this.p = p;
    this.rng = rng;
  }

  forward(x: Tensor): Tensor {
    const shape = this.maskShape(x.shape);
    if (!x.dtype.startsWith("float"))
      throw new TypeError(`${this.#where}: input of dtype ${x.dtype}, float32 or float64 is needed`);
    return this.training && this.p > 0 ? this.drop(x, drawMask(shape, x, this)) : x;
  }

  /** The shape of the mask for an input; refuses inputs that it does not take. */
  protected abstract maskShape(shape: readonly number[]): readonly number[];

  /** x where the mask holds, and what dropout makes of the rest. */
  protected abstract drop(x: Tensor, keeps: Tensor): Tensor;
}

/** True with probability 1 − p. */
function drawMask(shape: readonly number[], { dtype }: Tensor, { p, rng }: { p: number; rng: Philox }) {
  return rand(shape, { rng, dtype }).ge(p);
}

/** m ⊙ x / (1 − p) */
export function keepMean(x: Tensor, keeps: Tensor, p: number): Tensor {
  return where(keeps, p === 1 ? x : x.div(1 - p), 0);
}

/**
 * Dropout for activations that SELU keeps at mean 0 and variance 1: what is dropped takes the value that SELU approaches at −∞, and all
 * are then scaled and shifted back to that mean and variance.
 *
 *   α′ = −λα,  y = a · (m ⊙ x + (1 − m) · α′) + b,  a = ((1 − p) · (1 + p · α′²))^(−1/2),  b = −a · p · α′
 *
 * Klambauer et al. 2017, section 3, https://arxiv.org/abs/1706.02515
 */
export function keepMoments(x: Tensor, keeps: Tensor, p: number): Tensor {
  if (p === 1) return where(keeps, x, 0);
  const a = 1 / Math.sqrt((1 - p) * (1 + p * saturation ** 2));
  return where(keeps, x, saturation)
    .mul(a)
    .sub(a * p * saturation);
}

/** α′ = −λα with SELU's λ and α. */
const saturation = -1.0507009873554805 * 1.6732632423543772;

/** [B, C, …] or [C, …] with `sides` dimensions after the channels: one element of the mask for each channel. */
export function channelMask(
  where: string,
  shape: readonly number[],
  sides: readonly string[],
): readonly number[] {
  const leading = shape.length - sides.length;
  if (leading !== 1 && leading !== 2) {
    const sample = ["C", ...sides].join(", ");
    throw new RangeError(`${where}: input [${shape.join(", ")}], [B, ${sample}] or [${sample}] is needed`);
  }
  return shape.map((n, d) => (d < leading ? n : 1));
}
