/**
 * The small model of the researcher track, run as plain loops; every number that the page shows comes from here.
 *
 *   h⁰_t = E[token_t] + P[t]
 *   h ← h + W_o [head_1 … head_H] + b_o,   head = softmax(Q Kᵀ / √D, keys up to t) V,   Q, K, V from norm₁(h)
 *   h ← h + W₂ relu(W₁ norm₂(h) + b₁) + b₂
 *   logits_t = W norm(h_t) + b
 *
 * Shapes: T tokens, C channels, H heads of D = C / H, V characters. GPT (Radford et al. 2018) with the norms first, as in GPT-2; the same
 * numbers as `scripts/language-model/tiny-gpt.ts`, which a test there compares.
 */
import type { ModelForm, Weights } from "./language-model-weights.ts";

export interface Pass {
  /** The rows E[token_t], P[t] and their sum, each [T, C]. */
  tokenRows: Float32Array;
  positionRows: Float32Array;
  embedded: Float32Array;
  /** By block and head: weights [T, T], row t over the places that t reads, 0 behind t. */
  attention: Float32Array[][];
  /** By block, for each place: how many of the MLP's 4 C inner numbers are above 0. */
  active: Int32Array[];
  /** The length of each place's vector: after the embedding, then after each block. */
  lengths: Float32Array[];
  /** [T, V]. */
  logits: Float32Array;
}

/** Runs the model over token ids; at most `form.block` of them, at least one. */
export function forward(form: ModelForm, weights: Weights, ids: readonly number[]): Pass {
  const { channels: C, heads, layers, block } = form;
  const V = [...form.letters].length;
  const T = ids.length;
  if (T < 1 || T > block) throw new RangeError(`forward: ${T} tokens, 1 to ${block} are needed`);
  const wrong = ids.find((id) => !(Number.isInteger(id) && id >= 0 && id < V));
  if (wrong !== undefined) throw new RangeError(`forward: token ${wrong}, 0 to ${V - 1} is needed`);
  const of = (name: string) => weights.get(name)!;

  const tokenRows = new Float32Array(T * C);
  const table = of("embed.weight");
  for (const [t, id] of ids.entries()) tokenRows.set(table.subarray(id * C, (id + 1) * C), t * C);
  const positionRows = of("positions.weight").slice(0, T * C);
  const embedded = tokenRows.map((value, i) => value + positionRows[i]!);

  let h: Float32Array = embedded;
  const pass: Omit<Pass, "logits"> = {
    ...{ tokenRows, positionRows, embedded },
    ...{ attention: [], active: [], lengths: [lengths(h, C)] },
  };
  for (let i = 0; i < layers; i++) {
    const at = (name: string) => of(`layers.${i}.${name}`);
    const read = layerNorm(h, at("norm1.weight"), at("norm1.bias"));
    const qkv = linear(read, at("self_attn.in_proj_weight"), at("self_attn.in_proj_bias")); // [T, 3 C]
    const { out, maps } = attend(qkv, T, heads);
    h = sum(h, linear(out, at("self_attn.out_proj.weight"), at("self_attn.out_proj.bias")));
    const again = layerNorm(h, at("norm2.weight"), at("norm2.bias"));
    const inner = linear(again, at("linear1.weight"), at("linear1.bias")).map((z) => Math.max(0, z)); // [T, 4 C]
    h = sum(h, linear(inner, at("linear2.weight"), at("linear2.bias")));
    pass.attention.push(maps);
    pass.active.push(Int32Array.from({ length: T }, (_, t) => above(inner, t, 4 * C)));
    pass.lengths.push(lengths(h, C));
  }
  const last = layerNorm(h, of("norm.weight"), of("norm.bias"));
  return { ...pass, logits: linear(last, of("head.weight"), of("head.bias")) };
}

/** y = x Wᵀ + b for each row: x [T, in], W [out, in], b [out]. */
function linear(x: Float32Array, weight: Float32Array, bias: Float32Array): Float32Array {
  const out = bias.length;
  const inner = weight.length / out;
  const y = new Float32Array((x.length / inner) * out);
  for (let t = 0; t < x.length / inner; t++)
    for (let o = 0; o < out; o++) {
      let total = bias[o]!;
      for (let i = 0; i < inner; i++) total += weight[o * inner + i]! * x[t * inner + i]!;
      y[t * out + o] = total;
    }
  return y;
}

/** Each row to mean 0 and variance 1, then scaled by γ and moved by β; ε = 1e-5. */
function layerNorm(x: Float32Array, gamma: Float32Array, beta: Float32Array): Float32Array {
  const C = gamma.length;
  const y = new Float32Array(x.length);
  for (let t = 0; t < x.length / C; t++) {
    const row = x.subarray(t * C, (t + 1) * C);
    const mean = row.reduce((a, b) => a + b, 0) / C;
    const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / C;
    for (let c = 0; c < C; c++)
      y[t * C + c] = (gamma[c]! * (row[c]! - mean)) / Math.sqrt(variance + 1e-5) + beta[c]!;
  }
  return y;
}

/** From queries, keys and values side by side [T, 3 C]: what the heads read [T, C], and each head's weights [T, T]. */
function attend(qkv: Float32Array, T: number, heads: number): { out: Float32Array; maps: Float32Array[] } {
  const C = qkv.length / T / 3;
  const D = C / heads;
  const out = new Float32Array(T * C);
  const maps = Array.from({ length: heads }, (_, head) => {
    const map = new Float32Array(T * T);
    const at = (t: number, part: 0 | 1 | 2) => t * 3 * C + part * C + head * D;
    for (let t = 0; t < T; t++) {
      const scores = Array.from({ length: t + 1 }, (_, s) => {
        let score = 0;
        for (let d = 0; d < D; d++) score += qkv[at(t, 0) + d]! * qkv[at(s, 1) + d]!;
        return score / Math.sqrt(D);
      });
      const top = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - top));
      const total = shares.reduce((a, b) => a + b);
      for (const [s, share] of shares.entries()) {
        map[t * T + s] = share / total;
        for (let d = 0; d < D; d++) out[t * C + head * D + d]! += (share / total) * qkv[at(s, 2) + d]!;
      }
    }
    return map;
  });
  return { out, maps };
}

function sum(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => value + b[i]!);
}

function above(x: Float32Array, t: number, width: number): number {
  return x.subarray(t * width, (t + 1) * width).filter((value) => value > 0).length;
}

function lengths(x: Float32Array, C: number): Float32Array {
  return Float32Array.from({ length: x.length / C }, (_, t) => Math.hypot(...x.subarray(t * C, (t + 1) * C)));
}
