import { randint, zeros } from "@blankfile/tensor";
import {
  AlphaDropout,
  Bilinear,
  Dropout,
  Dropout1d,
  Dropout2d,
  Embedding,
  FeatureAlphaDropout,
  Flatten,
  Identity,
  Unflatten,
} from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const features: Pick<Sample, "inputs"> = { inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 4)] };
const sequences: Pick<Sample, "inputs"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 5)],
};
const images: Pick<Sample, "inputs"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 3, 2)],
};
const words: Pick<Sample, "inputs"> = { inputs: (batch, rng) => [randint(0, 5, [batch, 4], { rng })] };
/** Each call draws a mask of its own, so that no difference of two calls is a slope; dropout.test.ts looks at training. */
const evaluation = { training: false };

/** Embeddings, shapes and dropout. */
export const layerSamples: Sample[] = [
  { module: "AlphaDropout", make: (rng) => new AlphaDropout({ rng }), ...features, ...evaluation },
  {
    module: "Bilinear",
    make: (rng, dtype) => new Bilinear(4, 3, 2, { rng, dtype }),
    inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 4), normal(rng, dtype, batch, 2, 3)],
    refuses: [zeros([2, 4]), zeros([3, 3])],
  },
  { module: "Dropout", make: (rng) => new Dropout({ rng }), ...features, ...evaluation },
  {
    module: "Dropout1d",
    make: (rng) => new Dropout1d({ rng }),
    ...sequences,
    ...evaluation,
    refuses: [zeros([2])],
  },
  {
    module: "Dropout2d",
    make: (rng) => new Dropout2d({ rng }),
    ...images,
    ...evaluation,
    refuses: [zeros([2, 2])],
  },
  {
    module: "Embedding",
    make: (rng, dtype) => new Embedding(5, 2, { rng, dtype }),
    ...words,
    refuses: [zeros([2])],
  },
  {
    module: "Embedding",
    variant: "with a largest norm that no row reaches",
    make: (rng, dtype) => new Embedding(5, 2, { rng, dtype, maxNorm: 100 }),
    ...words,
  },
  {
    module: "FeatureAlphaDropout",
    make: (rng) => new FeatureAlphaDropout({ rng }),
    ...images,
    ...evaluation,
    refuses: [zeros([2])],
  },
  { module: "Flatten", make: () => new Flatten(), ...images, refuses: [zeros([2])] },
  { module: "Identity", make: () => new Identity(), ...features },
  { module: "Unflatten", make: () => new Unflatten(1, [2, 2]), ...features, refuses: [zeros([2, 3])] },
];
