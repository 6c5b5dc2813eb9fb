import {
  Embedding,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  TransformerEncoderLayer,
} from "../../packages/nn/src/index.ts";
import { arange, type Philox, type Tensor } from "../../packages/tensor/src/index.ts";

export interface TinySizes {
  /** T, the most characters that are read at once. */
  block: number;
  /** C, numbers a character. */
  channels: number;
  heads: number;
  layers: number;
}

/**
 * GPT in small: characters [B, T] to logits of what follows each, [B, T, V].
 *
 * It is another model than `GPT` of packages/transformer, whose weights could not take these: the output matrix is one of its own with a bias,
 * the MLP has ReLU, so that the page can count which inner numbers are above 0, and there is dropout, since 850 lines of text are learnt by
 * heart without it. The file of weights that the page reads has the names of this state dict (`language-model-weights.ts`).
 */
export class TinyGpt extends Module<[Tensor], Tensor> {
  readonly embed: Embedding;
  readonly positions: Embedding;
  readonly layers: ModuleList<TransformerEncoderLayer>;
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor(letters: number, { block, channels, heads, layers }: TinySizes, rng: Philox) {
    super();
    const options = {
      dimFeedforward: 4 * channels,
      dropout: 0.1,
      normFirst: true,
      batchFirst: true,
      rng,
    } as const;
    this.embed = new Embedding(letters, channels, { rng });
    this.positions = new Embedding(block, channels, { rng });
    this.layers = new ModuleList(
      Array.from({ length: layers }, () => new TransformerEncoderLayer(channels, heads, options)),
    );
    this.norm = new LayerNorm(channels);
    this.head = new Linear(channels, letters, { rng });
  }

  forward(x: Tensor): Tensor {
    const places = this.positions.forward(arange(0, x.shape[1]!, { dtype: "int32" }));
    let h = this.embed.forward(x).add(places); // [B, T, C]
    for (const layer of this.layers) h = layer.forward(h, { isCausal: true });
    return this.head.forward(this.norm.forward(h));
  }
}
