import address from "./language-model.bin?url";
import type { ModelFacts } from "./language-model-facts.ts";
import { unpackWeights, type Weights } from "./language-model-weights.ts";

let kept: Promise<Weights> | undefined;

/** The weights, fetched once, when something is to be computed. A fetch that failed is tried again at the next call. */
export function loadWeights({ form }: ModelFacts): Promise<Weights> {
  kept ??= bytes().then(
    (packed) => unpackWeights(form, packed),
    (error) => {
      kept = undefined;
      throw error;
    },
  );
  return kept;
}

async function bytes(): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the host answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
