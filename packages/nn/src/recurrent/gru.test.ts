import { noGrad, Philox, tensor, zeros } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { GRU } from "./gru.ts";

const zero = () => {
  const model = new GRU(1, 1, { rng: new Philox(0), dtype: "float64" });
  for (const parameter of model.parameters()) noGrad(() => parameter.zero_());
  return model;
};

it("by hand: with n = 0 and z = ½ the state halves at each step", () => {
  const [output] = zero().forward(zeros([3, 1], { dtype: "float64" }), tensor([[8]], { dtype: "float64" }));
  expect(output.toArray()).toEqual([[4], [2], [1]]);
});

it("the reset gate acts after the product, bias included: n = tanh(r · b_hn)", () => {
  const model = zero();
  model.loadStateDict({ bias_hh_l0: tensor([0, 0, 2], { dtype: "float64" }) }, { strict: false });
  const [output] = model.forward(zeros([1, 1], { dtype: "float64" }));
  expect(output.item()).toBeCloseTo(0.5 * Math.tanh(0.5 * 2), 15);
});
