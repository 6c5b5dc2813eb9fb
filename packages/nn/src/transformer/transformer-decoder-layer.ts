import type { Tensor } from "@blankfile/tensor";
import { MultiheadAttention } from "../attention/multihead-attention.ts";
import { Dropout } from "../dropout/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { Module } from "../module/module.ts";
import { LayerNorm } from "../normalisation/layer-norm.ts";
import { checkSequences } from "./check-sequences.ts";
import { activationOf, type TransformerLayerOptions } from "./transformer-options.ts";

export interface DecoderMasks {
  /** [T, T] or [B · H, T, T]: true where a place may not look, or numbers added to the scores. */
  tgtMask?: Tensor;
  /** [T, S] or [B · H, T, S], for what is seen of the memory. */
  memoryMask?: Tensor;
  /** [B, T]: true where there is padding, or numbers added to the scores. */
  tgtKeyPaddingMask?: Tensor;
  /** [B, S] */
  memoryKeyPaddingMask?: Tensor;
  /** A place of the target sees only those up to itself; instead of `tgtMask`, and faster in `compile`. */
  tgtIsCausal?: boolean;
}

/**
 * One layer of a transformer's decoder: attention of the target to itself, attention to the memory, two linear maps at each place, each
 * added to what it read.
 *
 *   x ← norm₁(x + drop(attention(x, x, x))),   x ← norm₂(x + drop(attention(x, memory, memory)))
 *   x ← norm₃(x + drop(W₂ drop(φ(W₁ x))));   with normFirst each part reads its norm of x, and x itself is not normalised
 *
 * tgt [T, B, dModel] and memory [S, B, dModel], or [B, …] with batchFirst, or without B; the result has the target's shape.
 *
 * Vaswani et al. 2017, section 3.1, https://arxiv.org/abs/1706.03762
 */
export class TransformerDecoderLayer extends Module<[Tensor, Tensor, DecoderMasks?], Tensor> {
  readonly selfAttn: MultiheadAttention;
  readonly multiheadAttn: MultiheadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly norm3: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  readonly dropout3: Dropout;
  readonly normFirst: boolean;
  readonly #activation: (x: Tensor) => Tensor;
  readonly #copy: () => TransformerDecoderLayer;

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions) {
    super();
    const { rng, dimFeedforward = 2048, dropout = 0.1, activation = "relu" } = options;
    const { layerNormEps = 1e-5, batchFirst = false, normFirst = false, dtype = "float32" } = options;
    const norm = () => new LayerNorm(dModel, { eps: layerNormEps, dtype });
    const drop = () => new Dropout({ p: dropout, rng });
    this.selfAttn = new MultiheadAttention(dModel, nhead, { rng, dropout, batchFirst, dtype });
    this.multiheadAttn = new MultiheadAttention(dModel, nhead, { rng, dropout, batchFirst, dtype });
    this.linear1 = new Linear(dModel, dimFeedforward, { rng, dtype });
    this.dropout = drop();
    this.linear2 = new Linear(dimFeedforward, dModel, { rng, dtype });
    this.norm1 = norm();
    this.norm2 = norm();
    this.norm3 = norm();
    this.dropout1 = drop();
    this.dropout2 = drop();
    this.dropout3 = drop();
    this.normFirst = normFirst;
    this.#activation = activationOf("TransformerDecoderLayer", activation);
    this.#copy = () => new TransformerDecoderLayer(dModel, nhead, options);
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    checkSequences("TransformerDecoderLayer", { tgt, memory }, this.selfAttn.embedDim);
    const self = {
      ...(masks.tgtMask && { attnMask: masks.tgtMask }),
      ...(masks.tgtKeyPaddingMask && { keyPaddingMask: masks.tgtKeyPaddingMask }),
      ...{ isCausal: masks.tgtIsCausal ?? false, needWeights: false },
    };
    const cross = {
      ...(masks.memoryMask && { attnMask: masks.memoryMask }),
      ...(masks.memoryKeyPaddingMask && { keyPaddingMask: masks.memoryKeyPaddingMask }),
      needWeights: false,
    };
    const attend = (x: Tensor) => this.dropout1.forward(this.selfAttn.forward(x, x, x, self)[0]);
    const look = (x: Tensor) =>
      this.dropout2.forward(this.multiheadAttn.forward(x, memory, memory, cross)[0]);
    if (this.normFirst) {
      const x = tgt.add(attend(this.norm1.forward(tgt)));
      const y = x.add(look(this.norm2.forward(x)));
      return y.add(this.#feedForward(this.norm3.forward(y)));
    }
    const x = this.norm1.forward(tgt.add(attend(tgt)));
    const y = this.norm2.forward(x.add(look(x)));
    return this.norm3.forward(y.add(this.#feedForward(y)));
  }

  #feedForward(x: Tensor): Tensor {
    const inner = this.dropout.forward(this.#activation(this.linear1.forward(x))); // [..., dimFeedforward]
    return this.dropout3.forward(this.linear2.forward(inner));
  }

  /** Another layer of the same form and with the same values, in parameters of its own. */
  copy(): TransformerDecoderLayer {
    const other = this.#copy();
    other.loadStateDict(this.stateDict());
    return other;
  }
}
