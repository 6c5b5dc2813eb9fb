import { noGrad, Philox, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { LSTM } from "./lstm.ts";

const zero = (model: LSTM) => {
  for (const parameter of model.parameters()) noGrad(() => parameter.zero_());
  return model;
};

it("by hand: all gates half open, c = 2 halves at each step and h = ½ tanh c", () => {
  const model = zero(new LSTM(1, 1, { rng: new Philox(0), dtype: "float64" }));
  const start = tensor([[2]], { dtype: "float64" });
  const [output, [h, c]] = model.forward(tensor([[7], [7]], { dtype: "float64" }), [start, start]);
  expect(c.toArray()).toEqual([[0.5]]);
  expect(output.toArray()).toEqual([[0.5 * Math.tanh(1)], [0.5 * Math.tanh(0.5)]]);
  expect(h.toArray()).toEqual([[0.5 * Math.tanh(0.5)]]);
});

it("the blocks of the weights are i, f, g, o: an open forget gate alone keeps c", () => {
  const model = zero(new LSTM(1, 1, { rng: new Philox(0), dtype: "float64" }));
  const bias = tensor([-800, 800, 0, 0], { dtype: "float64" });
  model.loadStateDict({ bias_ih_l0: bias }, { strict: false });
  const start = tensor([[2]], { dtype: "float64" });
  const [, [, c]] = model.forward(tensor([[7], [7]], { dtype: "float64" }), [start, start]);
  expect(c.toArray()).toEqual([[2]]);
});
