import { type DType, type Philox, rand, type Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { checkInput } from "./check-input.ts";
import { checkSizes } from "./check-sizes.ts";

export interface BilinearOptions {
  rng: Philox;
  /** Whether b is there; true unless told. */
  bias?: boolean;
  dtype?: DType;
}

/**
 * yₖ = x₁ᵀ Aₖ x₂ + bₖ
 *
 * x₁ [..., in1Features], x₂ [..., in2Features] with the same sizes in front, y [..., outFeatures]. A and b start from
 * U(−1/√in1Features, 1/√in1Features).
 */
export class Bilinear extends Module<[Tensor, Tensor], Tensor> {
  /** A, shape [outFeatures, in1Features, in2Features]. */
  readonly weight: Parameter;
  /** b, shape [outFeatures]; null without bias. */
  readonly bias: Parameter | null;

  constructor(
    in1Features: number,
    in2Features: number,
    outFeatures: number,
    { rng, bias = true, dtype = "float32" }: BilinearOptions,
  ) {
    super();
    checkSizes("Bilinear", { in1Features, in2Features, outFeatures });
    const bound = 1 / Math.sqrt(in1Features);
    const uniform = (shape: number[]) =>
      rand(shape, { rng, dtype })
        .mul(2 * bound)
        .sub(bound);
    this.weight = new Parameter(uniform([outFeatures, in1Features, in2Features]));
    this.bias = bias ? new Parameter(uniform([outFeatures])) : null;
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    for (const x of [x1, x2]) checkInput("Bilinear", x, this.weight);
    const [out, in1, in2] = this.weight.shape as [number, number, number];
    const [front, other] = [x1.shape.slice(0, -1), x2.shape.slice(0, -1)];
    if (x1.shape.at(-1) !== in1 || x2.shape.at(-1) !== in2 || String(front) !== String(other)) {
      throw new RangeError(
        `Bilinear: inputs [${x1.shape.join(", ")}] and [${x2.shape.join(", ")}], [..., ${in1}] and [..., ${in2}] with the same sizes in front are needed`,
      );
    }
    const n = front.reduce((product, size) => product * size, 1);
    const right = x2.reshape([n, in2]).matmul(this.weight.reshape([out * in1, in2]).transpose(0, 1)); // [n, out · in1]
    const y = right
      .reshape([n, out, in1])
      .mul(x1.reshape([n, 1, in1]))
      .sum({ dim: 2 }); // [n, out]
    return (this.bias === null ? y : y.add(this.bias)).reshape([...front, out]);
  }
}
