import { noGrad, type Philox, Tensor } from "@blankfile/tensor";
import type { GPT } from "../gpt/gpt.ts";
import { type SampleOptions, sampleToken } from "./sample-token.ts";

export interface GenerateOptions extends SampleOptions {
  /** How many tokens to add. */
  count: number;
  rng: Philox;
}

/**
 * The tokens and `count` more, each drawn from what the model says of the text so far; of a text longer than the context the end is read.
 * Every token costs a pass over all of it: keys and values are not kept.
 */
export function generate(
  model: GPT,
  tokens: readonly number[],
  { count, rng, ...how }: GenerateOptions,
): number[] {
  if (tokens.length === 0) throw new RangeError("generate: no tokens, at least one to begin with is needed");
  const text = [...tokens];
  noGrad(() => {
    for (let i = 0; i < count; i++) {
      const read = Int32Array.from(text.slice(-model.contextLength));
      const logits = model.forward(new Tensor(read, [1, read.length], "int32")); // [1, T, V]
      const last = logits.slice(0, -1).toArray() as number[];
      text.push(sampleToken(last, rng.uniform(), how));
    }
  });
  return text;
}
