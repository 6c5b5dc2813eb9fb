import type { Tensor } from "@blankfile/tensor";
import { MultiheadAttention } from "../attention/multihead-attention.ts";
import { KernelModule } from "../convolution/kernel-module.ts";
import { TransposedConvolution } from "../convolution/transposed-convolution.ts";
import { Bilinear } from "../layers/bilinear.ts";
import { Linear } from "../layers/linear.ts";
import { RecurrentCell } from "../recurrent/cells/recurrent-cell.ts";
import { RecurrentNetwork } from "../recurrent/recurrent-network.ts";
import { tensorsIn } from "./hooks.ts";
import type { AnyModule } from "./module.ts";

/**
 * The floating-point operations of one module's own products in one forward, a multiplication with an addition counted as two, and the
 * additions of biases. Not counted, as they are few beside them: element-wise functions, norms, softmax, pooling.
 *
 *   Linear, recurrent      N · (2 Σ |W| + Σ |b|)                        N rows, for recurrent layers over all steps
 *   Bilinear               N · (2 |A| + 2 out · in₂ + out)
 *   convolution            |y| · (2 · in / groups · kernel + 1)
 *   transposed             |x| · 2 · out / groups · kernel + |y|
 *   MultiheadAttention     projections as Linear, and 4 · B L S E for q kᵀ and the weighted sum; W_o counts as the Linear that it is
 */
export function flopsOf(module: AnyModule, inputs: readonly unknown[], output: unknown): number {
  const [x, y] = [firstTensor(inputs), tensorsIn(output)[0]];
  if (x === undefined || y === undefined) return 0;
  if (module instanceof Linear) return (y.numel() / module.weight.shape[0]!) * perRow(module);
  if (module instanceof RecurrentCell || module instanceof RecurrentNetwork)
    return (x.numel() / module.inputSize) * perRow(module);
  if (module instanceof Bilinear) {
    const [, , in2] = module.weight.shape as [number, number, number];
    const bias = module.bias === null ? 0 : y.numel();
    return y.numel() * (2 * (module.weight.numel() / module.weight.shape[0]!) + 2 * in2) + bias;
  }
  if (module instanceof KernelModule) {
    const slope = (2 * module.weight.numel()) / module.weight.shape[0]!;
    const bias = module.bias === null ? 0 : y.numel();
    return (module instanceof TransposedConvolution ? x.numel() : y.numel()) * slope + bias;
  }
  return module instanceof MultiheadAttention ? ofAttention(module, inputs as Tensor[]) : 0;
}

/** 2 for each entry of a weight, 1 for each of a bias. */
function perRow(module: AnyModule): number {
  return module.ownParameters().reduce((sum, [, p]) => sum + (p.ndim > 1 ? 2 : 1) * p.numel(), 0);
}

function ofAttention(module: MultiheadAttention, [query, key, value]: readonly Tensor[]): number {
  const E = module.embedDim;
  const rows = [query!, key!, value!].map((x) => x.numel() / x.shape.at(-1)!);
  const widths = [query!, key!, value!].map((x) => x.shape.at(-1)!);
  const bias = module.inProjBias === null ? 0 : E;
  const projections = rows.reduce((sum, n, i) => sum + n * (2 * E * widths[i]! + bias), 0);
  const S = key!.shape[key!.ndim === 2 || !module.batchFirst ? 0 : 1]!;
  return projections + 4 * rows[0]! * S * E;
}

/** Also where it stands in an object, as that of a packed sequence does. */
function firstTensor(inputs: readonly unknown[]): Tensor | undefined {
  const [first] = inputs;
  if (typeof first === "object" && first !== null && "batchSizes" in first && "data" in first)
    return first.data as Tensor;
  return tensorsIn([...inputs])[0];
}
