import type { Tensor } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";
import { Module } from "../module/module.ts";
import { ModuleList } from "../module/module-list.ts";
import type { LayerNorm } from "../normalisation/layer-norm.ts";
import type { TransformerEncoderLayer } from "./transformer-encoder-layer.ts";

/** What normalises the result of a stack of layers. */
export interface LastNorm {
  norm?: LayerNorm | null;
}

export interface EncoderMasks {
  /** [T, T] or [B · H, T, T]: true where a place may not look, or numbers added to the scores. */
  mask?: Tensor;
  /** [B, T]: true where there is padding, or numbers added to the scores. */
  srcKeyPaddingMask?: Tensor;
  /** A place sees only those up to itself; instead of `mask`, and faster in `compile`. */
  isCausal?: boolean;
}

/**
 * Encoder layers one after the other, and a norm at the end where one is given.
 *
 * As in PyTorch all layers are copies of the one given and start with equal values; `Transformer` draws them anew.
 */
export class TransformerEncoder extends Module<[Tensor, EncoderMasks?], Tensor> {
  readonly layers: ModuleList<TransformerEncoderLayer>;
  readonly norm: LayerNorm | null;

  constructor(encoderLayer: TransformerEncoderLayer, numLayers: number, { norm = null }: LastNorm = {}) {
    super();
    checkSizes("TransformerEncoder", { numLayers });
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => encoderLayer.copy()));
    this.norm = norm;
  }

  forward(src: Tensor, { mask, ...rest }: EncoderMasks = {}): Tensor {
    const masks = { ...rest, ...(mask && { srcMask: mask }) };
    const x = [...this.layers].reduce((y, layer) => layer.forward(y, masks), src);
    return this.norm ? this.norm.forward(x) : x;
  }
}
