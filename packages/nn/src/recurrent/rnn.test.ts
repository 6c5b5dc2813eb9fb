import { Philox, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { RNN } from "./rnn.ts";

it("by hand: with ReLU, W_ih = 1 and W_hh = 2, ones give 1, 3, 7", () => {
  const model = new RNN(1, 1, { rng: new Philox(0), bias: false, nonlinearity: "relu" });
  model.loadStateDict({ weight_ih_l0: tensor([[1]]), weight_hh_l0: tensor([[2]]) });
  const [output, h] = model.forward(tensor([[1], [1], [1]]));
  expect(output.toArray()).toEqual([[1], [3], [7]]);
  expect(h.toArray()).toEqual([[7]]);
});

it("refuses another nonlinearity by name", () => {
  expect(() => new RNN(1, 1, { rng: new Philox(0), nonlinearity: "sigmoid" as "tanh" })).toThrow(
    'RNN: nonlinearity "sigmoid", "tanh" or "relu" is needed',
  );
});
