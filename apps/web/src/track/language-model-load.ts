import type { ModelFacts } from "./language-model-facts.ts";
import { unpackWeights, type Weights } from "./language-model-weights.ts";

let kept: Promise<Weights> | undefined;

/** The weights, fetched once, when something is to be computed. A fetch that failed is tried again at the next call. */
export function loadWeights({ form }: ModelFacts): Promise<Weights> {
  kept ??= import("./language-model.bin?inline").then(
    ({ default: address }) => unpackWeights(form, bytesOf(address)),
    (error) => {
      kept = undefined;
      throw error;
    },
  );
  return kept;
}

/** The bytes of a `data:` address. */
export function bytesOf(address: string): Uint8Array {
  const text = atob(address.slice(address.indexOf(",") + 1));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
