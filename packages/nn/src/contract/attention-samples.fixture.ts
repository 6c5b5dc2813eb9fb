import { tensor, zeros } from "@blankfile/tensor";
import {
  MultiheadAttention,
  Transformer,
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
} from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const pair: Pick<Sample, "inputs"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 4), normal(rng, dtype, batch, 3, 4)],
};
const small = { dimFeedforward: 3, dropout: 0, batchFirst: true } as const;
const later = tensor([
  [false, true],
  [false, false],
]);

export const attentionSamples: Sample[] = [
  {
    module: "MultiheadAttention",
    make: (rng, dtype) => new MultiheadAttention(4, 2, { rng, dtype, batchFirst: true }),
    inputs: (batch, rng, dtype) => [
      normal(rng, dtype, batch, 2, 4),
      normal(rng, dtype, batch, 3, 4),
      normal(rng, dtype, batch, 3, 4),
    ],
    refuses: [zeros([1, 2, 5]), zeros([1, 3, 4]), zeros([1, 3, 4])],
  },
  {
    module: "MultiheadAttention",
    variant: "other widths, more keys, causal, no weights",
    make: (rng, dtype) =>
      new MultiheadAttention(4, 2, {
        ...{ rng, dtype, batchFirst: true, kdim: 2, vdim: 3, addBiasKv: true, addZeroAttn: true },
      }),
    inputs: (batch, rng, dtype) => [
      normal(rng, dtype, batch, 2, 4),
      normal(rng, dtype, batch, 2, 2),
      normal(rng, dtype, batch, 2, 3),
      { attnMask: later, needWeights: false },
    ],
  },
  {
    module: "TransformerEncoderLayer",
    make: (rng, dtype) => new TransformerEncoderLayer(4, 2, { rng, dtype, ...small }),
    inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 3, 4)],
    refuses: [zeros([1, 3, 6])],
  },
  {
    module: "TransformerEncoderLayer",
    variant: "norms first, GELU, causal",
    make: (rng, dtype) =>
      new TransformerEncoderLayer(4, 2, { rng, dtype, ...small, normFirst: true, activation: "gelu" }),
    inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 3, 4), { isCausal: true }],
  },
  {
    module: "TransformerDecoderLayer",
    make: (rng, dtype) => new TransformerDecoderLayer(4, 2, { rng, dtype, ...small }),
    ...pair,
    refuses: [zeros([1, 2, 4]), zeros([1, 3, 6])],
  },
  {
    module: "TransformerEncoder",
    make: (rng, dtype) =>
      new TransformerEncoder(new TransformerEncoderLayer(4, 2, { rng, dtype, ...small }), 2),
    inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 4)],
  },
  {
    module: "TransformerDecoder",
    make: (rng, dtype) =>
      new TransformerDecoder(new TransformerDecoderLayer(4, 2, { rng, dtype, ...small }), 2),
    inputs: (batch, rng, dtype) => [
      normal(rng, dtype, batch, 2, 4),
      normal(rng, dtype, batch, 2, 4),
      { tgtIsCausal: true },
    ],
  },
  {
    module: "Transformer",
    make: (rng, dtype) =>
      new Transformer({
        ...{ rng, dtype, ...small, dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1 },
      }),
    ...pair,
  },
];
