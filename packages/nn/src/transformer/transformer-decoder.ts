import type { Tensor } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";
import { Module } from "../module/module.ts";
import { ModuleList } from "../module/module-list.ts";
import type { LayerNorm } from "../normalisation/layer-norm.ts";
import type { DecoderMasks, TransformerDecoderLayer } from "./transformer-decoder-layer.ts";
import type { LastNorm } from "./transformer-encoder.ts";

/**
 * Decoder layers one after the other, all looking at the same memory, and a norm at the end where one is given.
 *
 * As in PyTorch all layers are copies of the one given and start with equal values; `Transformer` draws them anew.
 */
export class TransformerDecoder extends Module<[Tensor, Tensor, DecoderMasks?], Tensor> {
  readonly layers: ModuleList<TransformerDecoderLayer>;
  readonly norm: LayerNorm | null;

  constructor(decoderLayer: TransformerDecoderLayer, numLayers: number, { norm = null }: LastNorm = {}) {
    super();
    checkSizes("TransformerDecoder", { numLayers });
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => decoderLayer.copy()));
    this.norm = norm;
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    const x = [...this.layers].reduce((y, layer) => layer.forward(y, memory, masks), tgt);
    return this.norm ? this.norm.forward(x) : x;
  }
}
