import type { ModelForm } from "./language-model-weights.ts";

/** What `scripts/train-language-model.ts` wrote beside the weights. Losses in nats a character. */
export interface ModelFacts {
  form: ModelForm;
  parameters: number;
  /** Of the file of weights. */
  bytes: number;
  /** Characters trained on and held out; the hash of both texts. */
  text: { letters: number; held: number; sha256: string };
  /** `seconds` of processor time. */
  training: { seed: number; steps: number; batchSize: number; seconds: number };
  loss: { train: number; held: number; heldBeforeRounding: number };
  /** On the held-out text: all characters alike; by how frequent each is; by the character before. */
  baselines: { uniform: number; letters: number; pairs: number };
}
