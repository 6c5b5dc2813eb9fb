import { optionsOf } from "../../arguments.ts";
import { showShape } from "../../shape.ts";
import { recordsWhole } from "../../tape.ts";
import { requireTensor, Tensor } from "../../tensor.ts";
import { add, mul } from "../arithmetic.ts";
import { matmul } from "../matmul.ts";
import { transpose } from "../permute.ts";
import { where } from "../select.ts";
import { tril } from "../shape/triangle.ts";
import { softmax } from "../softmax.ts";
import { fitsRecorded, recordedAttention } from "./recorded-attention.ts";

export interface AttentionOptions {
  /** Bool: true where a query may look. Otherwise numbers added to the scores. Broadcasts to [..., T, S]. */
  attnMask?: Tensor;
  /** Query t sees only keys up to t. */
  isCausal?: boolean;
  /** What the scores are multiplied by; 1 / √D unless told. */
  scale?: number;
}

/**
 * softmax(scale · q kᵀ + mask) · v for q [..., T, D], k [..., S, D], v [..., S, E]: for each query a mean of the values,
 * weighted by how well their keys fit. Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, equation 1
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions = {},
): Tensor {
  const { attnMask, isCausal = false, scale } = optionsOf("scaledDotProductAttention", options);
  requireTensor("scaledDotProductAttention", q, k, v);
  if (
    q.ndim < 2 ||
    k.ndim < 2 ||
    v.ndim < 2 ||
    q.shape.at(-1) !== k.shape.at(-1) ||
    k.shape.at(-2) !== v.shape.at(-2)
  ) {
    throw new RangeError(
      `scaledDotProductAttention: q ${showShape(q.shape)}, k ${showShape(k.shape)}, v ${showShape(v.shape)}; [..., T, D], [..., S, D] and [..., S, E] are needed`,
    );
  }
  if (isCausal && attnMask) {
    throw new RangeError("scaledDotProductAttention: attnMask and isCausal, one of them is needed");
  }
  const [t, s, d] = [q.shape.at(-2)!, k.shape.at(-2)!, q.shape.at(-1)!];
  const factor = scale ?? 1 / Math.sqrt(d);
  const composed = (q: Tensor, k: Tensor, v: Tensor): Tensor => {
    const scores = mul(matmul(q, transpose(k, -2, -1)), factor);
    const mask = isCausal ? causal(t, s) : attnMask;
    return matmul(softmax(mask ? masked(scores, mask) : scores, { dim: -1 }), v);
  };
  if (!recordsWhole() || attnMask || !fitsRecorded(q, k, v)) return composed(q, k, v);
  return recordedAttention([q, k, v], { isCausal, scale: factor }, composed);
}

function masked(scores: Tensor, mask: Tensor): Tensor {
  requireTensor("scaledDotProductAttention", mask);
  return mask.dtype === "bool" ? where(mask, scores, -Infinity) : add(scores, mask);
}

function causal(t: number, s: number): Tensor {
  return tril(new Tensor(new Uint8Array(t * s).fill(1), [t, s], "bool"));
}
