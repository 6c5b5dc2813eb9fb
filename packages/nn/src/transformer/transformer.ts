import type { DType, Tensor } from "@blankfile/tensor";
import { causalMask } from "../attention/attention-mask.ts";
import { xavierUniform_ } from "../init/xavier.ts";
import { Module } from "../module/module.ts";
import { LayerNorm } from "../normalisation/layer-norm.ts";
import { TransformerDecoder } from "./transformer-decoder.ts";
import { type DecoderMasks, TransformerDecoderLayer } from "./transformer-decoder-layer.ts";
import { TransformerEncoder } from "./transformer-encoder.ts";
import { type EncoderLayerMasks, TransformerEncoderLayer } from "./transformer-encoder-layer.ts";
import type { TransformerLayerOptions } from "./transformer-options.ts";

export interface TransformerOptions extends TransformerLayerOptions {
  /** 512 unless told. */
  dModel?: number;
  /** Heads of each attention; 8 unless told. */
  nhead?: number;
  /** 6 unless told. */
  numEncoderLayers?: number;
  /** 6 unless told. */
  numDecoderLayers?: number;
}

export interface TransformerMasks extends Omit<EncoderLayerMasks, "isCausal">, DecoderMasks {
  /** A place of the source sees only those up to itself; instead of `srcMask`. */
  srcIsCausal?: boolean;
}

/**
 * Encoder and decoder: the encoder makes the memory of the source, the decoder reads it beside the target.
 *
 * src [S, B, dModel] and tgt [T, B, dModel], or [B, …] with batchFirst, or without B; the result has the target's shape. What is to be
 * predicted from the past needs `tgtIsCausal`, or `generateSquareSubsequentMask` as `tgtMask`. Matrices start from Xavier's uniform
 * distribution.
 *
 * Vaswani et al. 2017, https://arxiv.org/abs/1706.03762
 */
export class Transformer extends Module<[Tensor, Tensor, TransformerMasks?], Tensor> {
  readonly encoder: TransformerEncoder;
  readonly decoder: TransformerDecoder;

  constructor(options: TransformerOptions) {
    super();
    const { dModel = 512, nhead = 8, numEncoderLayers = 6, numDecoderLayers = 6, ...layer } = options;
    const { rng, layerNormEps = 1e-5, dtype = "float32" } = layer;
    const norm = () => new LayerNorm(dModel, { eps: layerNormEps, dtype });
    const encoderLayer = new TransformerEncoderLayer(dModel, nhead, layer);
    const decoderLayer = new TransformerDecoderLayer(dModel, nhead, layer);
    this.encoder = new TransformerEncoder(encoderLayer, numEncoderLayers, { norm: norm() });
    this.decoder = new TransformerDecoder(decoderLayer, numDecoderLayers, { norm: norm() });
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter, { rng });
  }

  forward(src: Tensor, tgt: Tensor, masks: TransformerMasks = {}): Tensor {
    const { srcMask, srcKeyPaddingMask, srcIsCausal = false, ...decoder } = masks;
    const memory = this.encoder.forward(src, {
      ...(srcMask && { mask: srcMask }),
      ...(srcKeyPaddingMask && { srcKeyPaddingMask }),
      isCausal: srcIsCausal,
    });
    return this.decoder.forward(tgt, memory, decoder);
  }

  /** [T, T] to add to scores: 0 where s ≤ t, −∞ above, so that no place sees what comes after it. */
  static generateSquareSubsequentMask(size: number, { dtype = "float32" }: { dtype?: DType } = {}): Tensor {
    return causalMask([size, size], dtype);
  }
}
