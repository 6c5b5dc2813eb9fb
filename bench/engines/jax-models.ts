import { lax, nn, numpy as np, tree } from "@jax-js/jax";
import type { Convnet, Gpt, Mlp } from "../workloads/workload.ts";

/** Arrays by name. Every use takes a reference (`.ref`); `lossOf` gives the last ones back. */
export type Params = { [name: string]: np.Array };

/** Mean cross-entropy; consumes the parameters, x and y. */
export function lossOf(workload: Mlp | Gpt | Convnet) {
  return (p: Params, x: np.Array, y: np.Array): np.Array => {
    const logits = logitsOf(workload, p, x);
    tree.dispose(p);
    const classes = logits.shape[1]!;
    const picked = nn.logSoftmax(logits, 1).mul(nn.oneHot(y, classes));
    return picked.sum(1).mean().neg();
  };
}

function logitsOf(workload: Mlp | Gpt | Convnet, p: Params, x: np.Array): np.Array {
  if (workload.kind === "mlp") return mlp(p, workload, x);
  return workload.kind === "gpt" ? gpt(p, workload, x) : convnet(p, x);
}

function linear(p: Params, name: string, x: np.Array): np.Array {
  return np.matmul(x, p[`${name}.weight`]!.ref).add(p[`${name}.bias`]!.ref);
}

function mlp(p: Params, { sizes }: Mlp, x: np.Array): np.Array {
  let h = x;
  for (let i = 0; i < sizes.length - 1; i++) {
    h = linear(p, String(i), h);
    if (i < sizes.length - 2) h = nn.relu(h);
  }
  return h;
}

function convnet(p: Params, x: np.Array): np.Array {
  const layer = (name: string, input: np.Array) => {
    const bias = p[`${name}.bias`]!.ref.reshape([1, -1, 1, 1]);
    const h = nn.relu(lax.conv(input, p[`${name}.weight`]!.ref, [1, 1], "SAME").add(bias));
    const [B, C, H, W] = h.shape as [number, number, number, number];
    return np.max(h.reshape([B, C, H / 2, 2, W / 2, 2]), [3, 5]);
  };
  const h = layer("conv2", layer("conv1", x));
  return linear(p, "dense", h.reshape([h.shape[0]!, -1]));
}

function gpt(p: Params, shape: Gpt, x: np.Array): np.Array {
  const [B, T] = x.shape as [number, number];
  const rows = np.matmul(nn.oneHot(x, shape.vocabulary), p.tokens!.ref);
  let h = rows.add(p.positions!.ref);
  for (let i = 0; i < shape.layers; i++) {
    h = h.ref.add(attention(p, i, shape.heads, layerNorm(p, `${i}.norm1`, h)));
    const up = nn.gelu(linear(p, `${i}.up`, layerNorm(p, `${i}.norm2`, h.ref)), { approximate: true });
    h = h.add(linear(p, `${i}.down`, up));
  }
  const logits = np.matmul(layerNorm(p, "norm", h), p.head!.ref);
  return logits.reshape([B * T, shape.vocabulary]);
}

function layerNorm(p: Params, name: string, x: np.Array): np.Array {
  const standard = nn.standardize(x, -1, { epsilon: 1e-5 });
  return standard.mul(p[`${name}.weight`]!.ref).add(p[`${name}.bias`]!.ref);
}

function attention(p: Params, layer: number, heads: number, x: np.Array): np.Array {
  const [B, T, C] = x.shape as [number, number, number];
  const qkv = linear(p, `${layer}.qkv`, x);
  const [q, k, v] = np.split(qkv, 3, -1).map((part) => part.reshape([B, T, heads, C / heads]));
  const mixed = nn.dotProductAttention(q!, k!, v!, { isCausal: true });
  return linear(p, `${layer}.out`, mixed.reshape([B, T, C]));
}
