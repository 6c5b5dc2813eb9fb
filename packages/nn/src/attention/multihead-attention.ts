import {
  cat,
  type DType,
  noGrad,
  type Philox,
  scaledDotProductAttention,
  softmax,
  type Tensor,
  zeros,
} from "@blankfile/tensor";
import { Dropout } from "../dropout/dropout.ts";
import { xavierNormal_, xavierUniform_ } from "../init/xavier.ts";
import { checkInput } from "../layers/check-input.ts";
import { checkSizes } from "../layers/check-sizes.ts";
import { Linear } from "../layers/linear.ts";
import { linearMap } from "../layers/linear-map.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { type AttentionMasks, attentionMask } from "./attention-mask.ts";

export interface MultiheadAttentionOptions {
  rng: Philox;
  /** In training, the share of the weights that is dropped; 0 unless told. */
  dropout?: number;
  /** Whether the projections have biases; true unless told. */
  bias?: boolean;
  /** Whether a learnt key and value stand behind those of the sequence. */
  addBiasKv?: boolean;
  /** Whether a key and a value of zeros stand behind them. */
  addZeroAttn?: boolean;
  /** Width of the keys that `forward` gets; embedDim unless told. */
  kdim?: number;
  /** Width of the values. */
  vdim?: number;
  /** Whether sequences are [B, T, E] rather than [T, B, E]. */
  batchFirst?: boolean;
  dtype?: DType;
}

export interface AttendOptions extends AttentionMasks {
  /** Whether the weights are returned; true unless told. Where not, and nothing is dropped, compile takes attention as a whole. */
  needWeights?: boolean;
  /** Whether they are the mean over the heads; true unless told. */
  averageAttnWeights?: boolean;
}

/**
 * Attention of H heads side by side, each on its own projections of D = E / H numbers:
 *
 *   head_h = softmax(Q_h K_hᵀ / √D + mask) V_h,   Q = q W_qᵀ + b_q,  K = k W_kᵀ + b_k,  V = v W_vᵀ + b_v
 *   output = [head_1 … head_H] W_oᵀ + b_o
 *
 * query [L, B, E], key [S, B, kdim], value [S, B, vdim], or without B; the output is as the query, the weights are [B, L, S], or
 * [B, H, L, S] of each head, after dropout. A query that no key is left for gets NaN, as in PyTorch: there is no mean of nothing.
 * W_q, W_k and W_v start from Xavier's uniform distribution, biases at 0.
 *
 * Vaswani et al. 2017, section 3.2, https://arxiv.org/abs/1706.03762
 */
export class MultiheadAttention extends Module<
  [Tensor, Tensor, Tensor, AttendOptions?],
  [Tensor, Tensor | null]
> {
  readonly embedDim: number;
  readonly numHeads: number;
  readonly batchFirst: boolean;
  readonly addZeroAttn: boolean;
  /** W_q, W_k and W_v, [3 E, E]; null where keys or values have a width of their own. */
  readonly inProjWeight: Parameter | null;
  /** W_q [E, E], W_k [E, kdim] and W_v [E, vdim] where they do. */
  readonly qProjWeight: Parameter | null;
  readonly kProjWeight: Parameter | null;
  readonly vProjWeight: Parameter | null;
  /** b_q, b_k and b_v, [3 E]. */
  readonly inProjBias: Parameter | null;
  /** The learnt key and value, [1, 1, E]. */
  readonly biasK: Parameter | null;
  readonly biasV: Parameter | null;
  readonly outProj: Linear;
  /** Drops weights in training; null where nothing is dropped. */
  readonly weightDropout: Dropout | null;
  readonly #widths: readonly [query: number, key: number, value: number];

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions) {
    super();
    const { rng, dropout = 0, bias = true, addBiasKv = false, addZeroAttn = false } = options;
    const { kdim = embedDim, vdim = embedDim, batchFirst = false, dtype = "float32" } = options;
    checkSizes("MultiheadAttention", { embedDim, numHeads, kdim, vdim });
    if (embedDim % numHeads !== 0) {
      throw new RangeError(
        `MultiheadAttention: embedDim ${embedDim} for ${numHeads} heads, a multiple of ${numHeads} is needed`,
      );
    }
    const weight = (rows: number, columns: number) =>
      new Parameter(xavierUniform_(zeros([rows, columns], { dtype }), { rng }));
    const extra = () => new Parameter(xavierNormal_(zeros([1, 1, embedDim], { dtype }), { rng }));
    const one = kdim === embedDim && vdim === embedDim;
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.batchFirst = batchFirst;
    this.addZeroAttn = addZeroAttn;
    this.#widths = [embedDim, kdim, vdim];
    this.inProjWeight = one ? weight(3 * embedDim, embedDim) : null;
    this.qProjWeight = one ? null : weight(embedDim, embedDim);
    this.kProjWeight = one ? null : weight(embedDim, kdim);
    this.vProjWeight = one ? null : weight(embedDim, vdim);
    this.inProjBias = bias ? new Parameter(zeros([3 * embedDim], { dtype })) : null;
    this.biasK = addBiasKv ? extra() : null;
    this.biasV = addBiasKv ? extra() : null;
    this.outProj = new Linear(embedDim, embedDim, { rng, bias, dtype });
    noGrad(() => this.outProj.bias?.zero_());
    this.weightDropout = dropout === 0 ? null : new Dropout({ p: dropout, rng });
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttendOptions = {},
  ): [output: Tensor, weights: Tensor | null] {
    checkInput("MultiheadAttention", query, this.outProj.weight, "query");
    if (query.ndim !== 2) return this.#batched([query, key, value], options);
    // One sample: a batch of one. The same tensor stays the same, so that it is projected at once.
    const batch = this.batchFirst ? 0 : 1;
    const given = [query, key, value];
    const ones = given.map((x) => x.unsqueeze(x.ndim === 2 ? batch : 0));
    const same = given.map((x) => ones[given.indexOf(x)]!) as [Tensor, Tensor, Tensor];
    const { keyPaddingMask, ...rest } = options;
    const [output, weights] = this.#batched(same, {
      ...rest,
      ...(keyPaddingMask && { keyPaddingMask: keyPaddingMask.unsqueeze(0) }),
    });
    return [output.squeeze(batch), weights?.squeeze(0) ?? null];
  }

  #batched(
    inputs: [Tensor, Tensor, Tensor],
    { needWeights = true, averageAttnWeights = true, ...masks }: AttendOptions,
  ): [Tensor, Tensor | null] {
    this.#check(inputs);
    const [q, k, v] = this.#heads(inputs); // [B, H, L, D], [B, H, S′, D], [B, H, S′, D]
    const [B, H, L] = q.shape as [number, number, number];
    const S = inputs[1].shape[this.batchFirst ? 1 : 0]!;
    const extra = k.shape[2]! - S;
    const dropout = this.training ? this.weightDropout : null;
    const causalOnly = masks.isCausal && !masks.attnMask && !masks.keyPaddingMask && extra === 0;
    if (causalOnly && !needWeights && !dropout) {
      return [this.#joined(scaledDotProductAttention(q, k, v, { isCausal: true })), null];
    }
    const mask = attentionMask(masks, { shape: [B, H, L, S], dtype: q.dtype, extra });
    if (!needWeights && !dropout) {
      const heads = scaledDotProductAttention(q, k, v, mask ? { attnMask: mask } : {});
      return [this.#joined(heads), null];
    }
    const scores = q.mul(q.shape[3]! ** -0.5).matmul(k.transpose(-2, -1)); // [B, H, L, S + extra]
    const weights = softmax(mask ? scores.add(mask) : scores, { dim: -1 });
    const kept = dropout ? dropout.forward(weights) : weights;
    const output = this.#joined(kept.matmul(v));
    if (!needWeights) return [output, null];
    return [output, averageAttnWeights ? kept.mean({ dim: 1 }) : kept];
  }

  /** Queries, keys and values of each head. */
  #heads(inputs: [Tensor, Tensor, Tensor]): [Tensor, Tensor, Tensor] {
    const [q, k, v] = this.#projected(inputs);
    return [
      this.#split(q),
      this.#extended(this.#split(k), this.biasK),
      this.#extended(this.#split(v), this.biasV),
    ];
  }

  /** Inputs that are one tensor go through one product. */
  #projected([query, key, value]: [Tensor, Tensor, Tensor]): [Tensor, Tensor, Tensor] {
    const E = this.embedDim;
    const bias = (from: number, to: number) => this.inProjBias?.slice([from * E, to * E]) ?? null;
    const weight = this.inProjWeight;
    if (weight === null) {
      return [
        linearMap(query, this.qProjWeight!, bias(0, 1)),
        linearMap(key, this.kProjWeight!, bias(1, 2)),
        linearMap(value, this.vProjWeight!, bias(2, 3)),
      ];
    }
    const part = (x: Tensor, from: number, to: number) =>
      linearMap(x, weight.slice([from * E, to * E]), bias(from, to)).split(E, { dim: -1 });
    if (query === key && key === value)
      return linearMap(query, weight, this.inProjBias).split(E, { dim: -1 }) as [Tensor, Tensor, Tensor];
    const [q] = part(query, 0, 1);
    const [k, v] = key === value ? part(key, 1, 3) : [...part(key, 1, 2), ...part(value, 2, 3)];
    return [q!, k!, v!];
  }

  /** [B, T, E] or [T, B, E] as [B, H, T, D]. */
  #split(x: Tensor): Tensor {
    const heads = x.reshape([x.shape[0]!, x.shape[1]!, this.numHeads, this.embedDim / this.numHeads]);
    return this.batchFirst ? heads.permute([0, 2, 1, 3]) : heads.permute([1, 2, 0, 3]);
  }

  /** [B, H, L, D] back in the form of the query, through W_o. */
  #joined(heads: Tensor): Tensor {
    const turned = heads.permute(this.batchFirst ? [0, 2, 1, 3] : [2, 0, 1, 3]);
    return this.outProj.forward(turned.reshape([...turned.shape.slice(0, 2), this.embedDim]));
  }

  /** Keys or values [B, H, S, D] with the learnt one and zeros behind them, where they are wanted. */
  #extended(x: Tensor, learnt: Parameter | null): Tensor {
    const [B, H, , D] = x.shape as [number, number, number, number];
    const shape = [B, H, 1, D];
    const parts = [x];
    if (learnt) parts.push(learnt.reshape([1, H, 1, D]).expand(shape));
    if (this.addZeroAttn) parts.push(zeros(shape, { dtype: x.dtype }));
    return parts.length === 1 ? x : cat(parts, { dim: 2 });
  }

  #check(inputs: readonly Tensor[]): void {
    const batch = this.batchFirst ? 0 : 1;
    const time = 1 - batch;
    for (const [i, x] of inputs.entries())
      checkInput("MultiheadAttention", x, this.outProj.weight, ["query", "key", "value"][i]);
    const [query, key, value] = inputs as [Tensor, Tensor, Tensor];
    const fits =
      inputs.every((x, i) => x.ndim === 3 && x.shape[2] === this.#widths[i]) &&
      query.shape[batch] === key.shape[batch] &&
      key.shape[batch] === value.shape[batch] &&
      key.shape[time] === value.shape[time];
    if (fits) return;
    const form = (length: string, width: number) =>
      this.batchFirst ? `[B, ${length}, ${width}]` : `[${length}, B, ${width}]`;
    const given = inputs.map(({ shape }) => `[${shape.join(", ")}]`).join(", ");
    const wanted = [form("L", this.#widths[0]), form("S", this.#widths[1]), form("S", this.#widths[2])].join(
      ", ",
    );
    throw new RangeError(`MultiheadAttention: query, key and value ${given}, ${wanted} are needed`);
  }
}
