import { type DType, type Philox, rand, type Tensor } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { checkSizes, perSide } from "../layers/check-sizes.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";

/** One number for every direction, or one for each. */
export type Sides = number | readonly number[];

export interface KernelOptions<Side extends Sides> {
  rng: Philox;
  /** How far the window moves each time; 1 unless told. */
  stride?: Side;
  /** How far apart the window's elements lie; 1 unless told. */
  dilation?: Side;
  /** Into how many groups the channels fall; each output channel sees only its own group. 1 unless told. */
  groups?: number;
  /** Whether there is a bias; true unless told. */
  bias?: boolean;
  dtype?: DType;
}

export interface KernelSizes {
  /** The class, for errors. */
  where: string;
  /** The names of the directions: "T", or "H" and "W". */
  sides: readonly string[];
  inChannels: number;
  outChannels: number;
  kernelSize: Sides;
  /** Whether the weight is [in, out / groups, …], as transposes have it, rather than [out, in / groups, …]. */
  transposed: boolean;
}

/**
 * What convolutions and their transposes share. Weight and bias start from U(−1/√n, 1/√n), n being the size of the weight without its
 * first dimension, as in PyTorch, where the same is written as Kaiming's uniform initialisation with a = √5.
 */
export abstract class KernelModule extends Module {
  /** [out, in / groups, …kernelSize], or [in, out / groups, …kernelSize] for a transpose. */
  readonly weight: Parameter;
  /** [out]; null without bias. */
  readonly bias: Parameter | null;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly #where: string;
  readonly #sides: readonly string[];

  constructor(sizes: KernelSizes, options: KernelOptions<Sides>) {
    super();
    const { where, sides, inChannels, outChannels, transposed } = sizes;
    const { rng, stride = 1, dilation = 1, groups = 1, bias = true, dtype = "float32" } = options;
    checkSizes(where, { inChannels, outChannels, groups });
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new RangeError(
        `${where}: ${inChannels} → ${outChannels} channels in ${groups} groups, channels that the groups divide are needed`,
      );
    }
    const least = { n: sides.length, least: 1 };
    const kernelSize = perSide(where, "kernelSize", sizes.kernelSize, least);
    const [first, second] = transposed ? [inChannels, outChannels] : [outChannels, inChannels];
    const shape = [first, second / groups, ...kernelSize];
    const bound = 1 / Math.sqrt(shape.slice(1).reduce((product, n) => product * n, 1));
    const uniform = (shape: number[]) =>
      rand(shape, { rng, dtype })
        .mul(2 * bound)
        .sub(bound);
    this.weight = new Parameter(uniform(shape));
    this.bias = bias ? new Parameter(uniform([outChannels])) : null;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = kernelSize;
    this.stride = perSide(where, "stride", stride, least);
    this.dilation = perSide(where, "dilation", dilation, least);
    this.groups = groups;
    this.#where = where;
    this.#sides = sides;
  }

  /** Calls `run` with a batch, and takes a single sample without batch as a batch of one. */
  protected batched(x: Tensor, run: (x: Tensor) => Tensor): Tensor {
    checkInput(this.#where, x, this.weight);
    const sides = this.#sides.length;
    const single = x.ndim === sides + 1;
    if ((!single && x.ndim !== sides + 2) || x.shape.at(-sides - 1) !== this.inChannels) {
      const sample = [this.inChannels, ...this.#sides].join(", ");
      throw new RangeError(
        `${this.#where}: input [${x.shape.join(", ")}], [B, ${sample}] or [${sample}] is needed for ${this.inChannels} → ${this.outChannels} channels`,
      );
    }
    return single ? run(x.unsqueeze(0)).squeeze(0) : run(x);
  }
}
