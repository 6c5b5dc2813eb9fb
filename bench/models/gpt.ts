import { embedding, scaledDotProductAttention, type Tensor } from "@blankfile/tensor";
import type { Gpt } from "../workloads/workload.ts";
import { gelu, layerNorm, linear, type Parameters } from "./layers.ts";

/** Logits [B · T, V] for tokens x [B, T]. Radford et al. 2019 (GPT-2), without dropout and with a head of its own. */
export function gptLogits(p: Parameters, shape: Gpt, x: Tensor): Tensor {
  const [B, T] = x.shape as [number, number];
  let h = embedding(x, p.tokens!).add(p.positions!); // [B, T, C]
  for (let i = 0; i < shape.layers; i++) {
    h = h.add(attention(p, i, shape.heads, layerNorm(p, `${i}.norm1`, h)));
    const up = gelu(linear(p, `${i}.up`, layerNorm(p, `${i}.norm2`, h))); // [B, T, 4C]
    h = h.add(linear(p, `${i}.down`, up));
  }
  const logits = layerNorm(p, "norm", h).matmul(p.head!.transpose(0, 1));
  return logits.reshape([B * T, shape.vocabulary]);
}

function attention(p: Parameters, layer: number, heads: number, x: Tensor): Tensor {
  const [B, T, C] = x.shape as [number, number, number];
  const qkv = linear(p, `${layer}.qkv`, x)
    .reshape([B, T, 3, heads, C / heads])
    .permute([2, 0, 3, 1, 4]); // [3, B, H, T, D]
  const part = (i: number) => qkv.slice([i, i + 1]).squeeze(0);
  const mixed = scaledDotProductAttention(part(0), part(1), part(2), { isCausal: true });
  return linear(p, `${layer}.out`, mixed.transpose(1, 2).reshape([B, T, C]));
}
