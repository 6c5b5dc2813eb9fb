import type { Tensor } from "@blankfile/tensor";
import { MultiheadAttention } from "../attention/multihead-attention.ts";
import { Dropout } from "../dropout/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { Module } from "../module/module.ts";
import { LayerNorm } from "../normalisation/layer-norm.ts";
import { checkSequences } from "./check-sequences.ts";
import { activationOf, type TransformerLayerOptions } from "./transformer-options.ts";

export interface EncoderLayerMasks {
  /** [T, T] or [B · H, T, T]: true where a place may not look, or numbers added to the scores. */
  srcMask?: Tensor;
  /** [B, T]: true where there is padding, or numbers added to the scores. */
  srcKeyPaddingMask?: Tensor;
  /** A place sees only those up to itself; instead of `srcMask`, and faster in `compile`. */
  isCausal?: boolean;
}

/**
 * One layer of a transformer's encoder: attention of the sequence to itself, then two linear maps at each place, each added to what it
 * read.
 *
 *   x ← norm₁(x + drop(attention(x, x, x))),   x ← norm₂(x + drop(W₂ drop(φ(W₁ x))))
 *   with normFirst:  x ← x + drop(attention(norm₁ x)),   x ← x + drop(W₂ drop(φ(W₁ norm₂ x)))
 *
 * src [T, B, dModel], or [B, T, dModel] with batchFirst, or [T, dModel]; the result has its shape.
 *
 * Vaswani et al. 2017, section 3.1, https://arxiv.org/abs/1706.03762; norms first: Xiong et al. 2020,
 * https://arxiv.org/abs/2002.04745
 */
export class TransformerEncoderLayer extends Module<[Tensor, EncoderLayerMasks?], Tensor> {
  readonly selfAttn: MultiheadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  readonly normFirst: boolean;
  readonly #activation: (x: Tensor) => Tensor;
  readonly #copy: () => TransformerEncoderLayer;

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions) {
    super();
    const { rng, dimFeedforward = 2048, dropout = 0.1, activation = "relu" } = options;
    const { layerNormEps = 1e-5, batchFirst = false, normFirst = false, dtype = "float32" } = options;
    const norm = () => new LayerNorm(dModel, { eps: layerNormEps, dtype });
    this.selfAttn = new MultiheadAttention(dModel, nhead, { rng, dropout, batchFirst, dtype });
    this.linear1 = new Linear(dModel, dimFeedforward, { rng, dtype });
    this.dropout = new Dropout({ p: dropout, rng });
    this.linear2 = new Linear(dimFeedforward, dModel, { rng, dtype });
    this.norm1 = norm();
    this.norm2 = norm();
    this.dropout1 = new Dropout({ p: dropout, rng });
    this.dropout2 = new Dropout({ p: dropout, rng });
    this.normFirst = normFirst;
    this.#activation = activationOf("TransformerEncoderLayer", activation);
    this.#copy = () => new TransformerEncoderLayer(dModel, nhead, options);
  }

  forward(src: Tensor, { srcMask, srcKeyPaddingMask, isCausal = false }: EncoderLayerMasks = {}): Tensor {
    checkSequences("TransformerEncoderLayer", { src }, this.selfAttn.embedDim);
    const masks = {
      ...(srcMask && { attnMask: srcMask }),
      ...(srcKeyPaddingMask && { keyPaddingMask: srcKeyPaddingMask }),
      isCausal,
    };
    const attend = (x: Tensor) =>
      this.dropout1.forward(this.selfAttn.forward(x, x, x, { ...masks, needWeights: false })[0]);
    if (this.normFirst) {
      const x = src.add(attend(this.norm1.forward(src)));
      return x.add(this.#feedForward(this.norm2.forward(x)));
    }
    const x = this.norm1.forward(src.add(attend(src)));
    return this.norm2.forward(x.add(this.#feedForward(x)));
  }

  #feedForward(x: Tensor): Tensor {
    const inner = this.dropout.forward(this.#activation(this.linear1.forward(x))); // [..., dimFeedforward]
    return this.dropout2.forward(this.linear2.forward(inner));
  }

  /** Another layer of the same form and with the same values, in parameters of its own. */
  copy(): TransformerEncoderLayer {
    const other = this.#copy();
    other.loadStateDict(this.stateDict());
    return other;
  }
}
