import { Linear, Module } from "@blankfile/nn";
import { type DType, type Philox, scaledDotProductAttention, type Tensor } from "@blankfile/tensor";

/**
 * Attention in which a token looks at itself and at those before it, H heads of D = C / H numbers side by side:
 *
 *   [q, k, v] = x W + b,   head_h = softmax(q_h k_hᵀ / √D, future masked) v_h,   y = [head_1 … head_H] W_o + b_o
 *
 * x [B, T, C], y the same. Vaswani et al. 2017, section 3.2, https://arxiv.org/abs/1706.03762
 */
export class CausalSelfAttention extends Module<[Tensor], Tensor> {
  readonly heads: number;
  /** C → 3 C: queries, keys, values. */
  readonly qkv: Linear;
  readonly proj: Linear;

  constructor(channels: number, heads: number, { rng, dtype = "float32" }: { rng: Philox; dtype?: DType }) {
    super();
    if (!Number.isInteger(heads) || heads < 1 || channels % heads !== 0)
      throw new RangeError(
        `CausalSelfAttention: ${channels} channels for ${heads} heads, a multiple of the number of heads is needed`,
      );
    this.heads = heads;
    this.qkv = new Linear(channels, 3 * channels, { rng, dtype });
    this.proj = new Linear(channels, channels, { rng, dtype });
  }

  forward(x: Tensor): Tensor {
    const [B, T, C] = x.shape as [number, number, number];
    const split = this.qkv.forward(x).reshape([B, T, 3, this.heads, C / this.heads]); // [B, T, 3, H, D]
    const part = (i: number) => split.slice(null, null, i).transpose(1, 2); // [B, H, T, D]
    const y = scaledDotProductAttention(part(0), part(1), part(2), { isCausal: true });
    return this.proj.forward(y.transpose(1, 2).reshape([B, T, C]));
  }
}
