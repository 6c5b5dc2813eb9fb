import { zeros } from "@blankfile/tensor";
import { GRU, GRUCell, LSTM, LSTMCell, RNN, RNNCell } from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const sequences: Pick<Sample, "inputs" | "batchDim" | "refuses"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, 4, batch, 3)],
  batchDim: 1,
  refuses: [zeros([4, 2, 5])],
};

const step: Pick<Sample, "inputs" | "refuses"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 3), normal(rng, dtype, batch, 2)],
  refuses: [zeros([2, 3]), zeros([2, 3])],
};

export const recurrentSamples: Sample[] = [
  { module: "RNN", make: (rng, dtype) => new RNN(3, 2, { rng, dtype }), ...sequences },
  {
    module: "RNN",
    variant: "ReLU, both directions, a state given",
    make: (rng, dtype) => new RNN(3, 2, { rng, dtype, nonlinearity: "relu", bidirectional: true }),
    ...sequences,
    inputs: (batch, rng, dtype) => [normal(rng, dtype, 4, batch, 3), normal(rng, dtype, 2, batch, 2)],
  },
  { module: "LSTM", make: (rng, dtype) => new LSTM(3, 2, { rng, dtype }), ...sequences },
  {
    module: "LSTM",
    variant: "two layers in both directions, a state given",
    make: (rng, dtype) => new LSTM(2, 1, { rng, dtype, numLayers: 2, bidirectional: true }),
    ...sequences,
    inputs: (batch, rng, dtype) => [
      normal(rng, dtype, 3, batch, 2),
      [normal(rng, dtype, 4, batch, 1), normal(rng, dtype, 4, batch, 1)],
    ],
  },
  { module: "GRU", make: (rng, dtype) => new GRU(3, 2, { rng, dtype }), ...sequences },
  {
    module: "GRU",
    variant: "two layers, no bias",
    make: (rng, dtype) => new GRU(3, 2, { rng, dtype, numLayers: 2, bias: false }),
    ...sequences,
  },
  { module: "RNNCell", make: (rng, dtype) => new RNNCell(3, 2, { rng, dtype }), ...step },
  {
    module: "LSTMCell",
    make: (rng, dtype) => new LSTMCell(3, 2, { rng, dtype }),
    inputs: (batch, rng, dtype) => [
      normal(rng, dtype, batch, 3),
      [normal(rng, dtype, batch, 2), normal(rng, dtype, batch, 2)],
    ],
    refuses: [zeros([2, 4])],
  },
  { module: "GRUCell", make: (rng, dtype) => new GRUCell(3, 2, { rng, dtype }), ...step },
];
