import { GELU, LayerNorm, Linear, Module } from "@blankfile/nn";
import type { DType, Philox, Tensor } from "@blankfile/tensor";
import { CausalSelfAttention } from "./causal-self-attention.ts";

/**
 * One block: tokens look at each other, then each is worked on alone. Both add to a stream that passes through.
 *
 *   x ← x + attention(norm₁(x)),   x ← x + W₂ gelu(W₁ norm₂(x) + b₁) + b₂
 *
 * x [B, T, C]; the hidden layer has 4 C units. Radford et al. 2019, section 2.3, has the norms before rather than after.
 */
export class GPTBlock extends Module<[Tensor], Tensor> {
  readonly norm1: LayerNorm;
  readonly attention: CausalSelfAttention;
  readonly norm2: LayerNorm;
  readonly up: Linear;
  readonly act: GELU;
  readonly down: Linear;

  constructor(channels: number, heads: number, options: { rng: Philox; dtype?: DType }) {
    super();
    const { dtype = "float32" } = options;
    this.norm1 = new LayerNorm(channels, { dtype });
    this.attention = new CausalSelfAttention(channels, heads, options);
    this.norm2 = new LayerNorm(channels, { dtype });
    this.up = new Linear(channels, 4 * channels, options);
    this.act = new GELU();
    this.down = new Linear(4 * channels, channels, options);
  }

  forward(x: Tensor): Tensor {
    const seen = x.add(this.attention.forward(this.norm1.forward(x)));
    return seen.add(this.down.forward(this.act.forward(this.up.forward(this.norm2.forward(seen)))));
  }
}
