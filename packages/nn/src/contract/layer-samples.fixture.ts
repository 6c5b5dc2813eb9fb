import { randint, zeros } from "@blankfile/tensor";
import { Dropout, Embedding, GELU } from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const features: Pick<Sample, "inputs"> = { inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 3)] };
const words: Pick<Sample, "inputs"> = { inputs: (batch, rng) => [randint(0, 5, [batch, 4], { rng })] };

/** Embeddings, dropout and activations. */
export const layerSamples: Sample[] = [
  // A mask is drawn at each call, so that two calls are no differences: in training, dropout's own tests look at it.
  { module: "Dropout", make: (rng) => new Dropout({ rng }), ...features, training: false },
  {
    module: "Embedding",
    make: (rng, dtype) => new Embedding(5, 2, { rng, dtype }),
    ...words,
    refuses: [zeros([2])],
  },
  { module: "GELU", make: () => new GELU(), ...features },
  { module: "GELU", variant: "tanh", make: () => new GELU({ approximate: "tanh" }), ...features },
];
