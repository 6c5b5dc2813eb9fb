import { Embedding, LayerNorm, type Linear, Module, ModuleList, normal_ } from "@blankfile/nn";
import { arange, type DType, noGrad, type Philox, type Tensor } from "@blankfile/tensor";
import { GPTBlock } from "./gpt-block.ts";

export interface GPTOptions {
  /** V, how many tokens there are. */
  vocabularySize: number;
  /** The most tokens that are read at once. */
  contextLength: number;
  /** C, numbers a token. */
  channels: number;
  heads: number;
  layers: number;
  rng: Philox;
  dtype?: DType;
}

/**
 * A decoder-only transformer: tokens [B, T] to the logits [B, T, V] of what follows each of them.
 *
 *   x = E[token] + P[place],   x ← block(x) for each block,   logits = norm(x) Eᵀ
 *
 * The matrix of the embeddings E is also the one of the output (Press, Wolf 2017, https://arxiv.org/abs/1608.05859). Weights start from a
 * normal distribution of standard deviation 0.02, those that write into the stream of L blocks from 0.02 / √(2 L), biases from 0
 * (Radford et al. 2019, section 2.3). There is no dropout.
 */
export class GPT extends Module<[Tensor], Tensor> {
  readonly contextLength: number;
  readonly embed: Embedding;
  readonly positions: Embedding;
  readonly blocks: ModuleList<GPTBlock>;
  readonly norm: LayerNorm;

  constructor({
    vocabularySize,
    contextLength,
    channels,
    heads,
    layers,
    rng,
    dtype = "float32",
  }: GPTOptions) {
    super();
    for (const [name, value] of Object.entries({ vocabularySize, contextLength, channels, layers }))
      if (!Number.isInteger(value) || value < 1)
        throw new RangeError(`GPT: ${name} is ${value}, a whole number of at least 1 is needed`);
    const options = { rng, dtype };
    this.contextLength = contextLength;
    this.embed = new Embedding(vocabularySize, channels, options);
    this.positions = new Embedding(contextLength, channels, options);
    this.blocks = new ModuleList(
      Array.from({ length: layers }, () => new GPTBlock(channels, heads, options)),
    );
    this.norm = new LayerNorm(channels, { dtype });
    this.#draw(rng);
  }

  forward(tokens: Tensor): Tensor {
    const T = tokens.shape.at(-1)!;
    if (tokens.ndim !== 2 || T > this.contextLength)
      throw new RangeError(
        `GPT: tokens of shape [${tokens.shape}], [B, T] with T up to the context length ${this.contextLength} is needed`,
      );
    let x = this.embed.forward(tokens).add(this.positions.forward(arange(0, T, { dtype: "int32" })));
    for (const block of this.blocks) x = block.forward(x);
    return this.norm.forward(x).matmul(this.embed.weight.transpose(0, 1));
  }

  #draw(rng: Philox): void {
    const towardsStream = 0.02 / Math.sqrt(2 * this.blocks.length);
    noGrad(() => {
      for (const embedding of [this.embed, this.positions]) normal_(embedding.weight, { std: 0.02, rng });
      for (const { attention, up, down } of this.blocks)
        for (const [linear, std] of [
          [attention.qkv, 0.02],
          [attention.proj, towardsStream],
          [up, 0.02],
          [down, towardsStream],
        ] as [Linear, number][]) {
          normal_(linear.weight, { std, rng });
          linear.bias!.zero_();
        }
    });
  }
}
