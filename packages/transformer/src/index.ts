export { type GenerateOptions, generate } from "./generation/generate.ts";
export { type SampleOptions, sampleToken, tokenProbabilities } from "./generation/sample-token.ts";
export { CausalSelfAttention } from "./gpt/causal-self-attention.ts";
export { GPT, type GPTOptions } from "./gpt/gpt.ts";
export { GPTBlock } from "./gpt/gpt-block.ts";
export { BytePairTokenizer, gptSplit, type TrainOptions } from "./tokenizers/byte-pair-tokenizer.ts";
export { decodeBytePairs, encodeBytePairs, type Pair, trainBytePairs } from "./tokenizers/byte-pairs.ts";
