import { ones, Philox, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  BatchNorm1d,
  Bilinear,
  Conv1d,
  ConvTranspose1d,
  GRUCell,
  GroupNorm,
  InstanceNorm1d,
  LayerNorm,
  Linear,
  LSTM,
  MultiheadAttention,
  RMSNorm,
} from "../index.ts";

const rng = new Philox(1);
const linear = new Linear(2, 1, { rng });
const bilinear = new Bilinear(2, 2, 1, { rng });
const attention = new MultiheadAttention(2, 1, { rng });
const modules: [string, readonly number[], (x: Tensor) => unknown][] = [
  ["Linear", [3, 2], (x) => linear.forward(x)],
  ["Bilinear", [3, 2], (x) => bilinear.forward(x, x)],
  ["Conv1d", [1, 2, 4], (x) => new Conv1d(2, 1, 3, { rng }).forward(x)],
  ["ConvTranspose1d", [1, 2, 4], (x) => new ConvTranspose1d(2, 1, 3, { rng }).forward(x)],
  ["BatchNorm1d", [3, 2], (x) => new BatchNorm1d(2).forward(x)],
  ["BatchNorm1d", [3, 2], (x) => new BatchNorm1d(2, { affine: false }).eval().forward(x)],
  ["InstanceNorm1d", [3, 2, 4], (x) => new InstanceNorm1d(2, { affine: true }).forward(x)],
  ["LayerNorm", [3, 2], (x) => new LayerNorm([2]).forward(x)],
  ["RMSNorm", [3, 2], (x) => new RMSNorm([2]).forward(x)],
  ["GroupNorm", [3, 2], (x) => new GroupNorm(1, 2).forward(x)],
  ["LSTM", [3, 1, 2], (x) => new LSTM(2, 1, { rng }).forward(x)],
  ["GRUCell", [3, 2], (x) => new GRUCell(2, 1, { rng }).forward(x)],
  ["MultiheadAttention", [3, 1, 2], (x) => attention.forward(x, x, x)],
];

describe("an input of another dtype than the parameters", () => {
  for (const [name, shape, forward] of modules)
    it(`is refused by ${name}, by its name`, () => {
      for (const dtype of ["float64", "int32"] as const)
        expect(() => forward(ones([...shape], { dtype }))).toThrow(
          new RegExp(
            `^${name}: .+ of dtype ${dtype}, float32 is needed as in its parameters; to\\("float32"\\) converts`,
          ),
        );
    });

  it("is taken where there are no parameters", () => {
    const x = tensor([[1, 3]], { dtype: "float64" });
    expect(new LayerNorm([2], { elementwiseAffine: false }).forward(x).dtype).toBe("float64");
  });
});

it("what is no tensor is refused by its type", () => {
  expect(() => linear.forward([[1, 2]] as never)).toThrow("Linear: input of type object, a tensor is needed");
  expect(() => linear.forward(undefined as never)).toThrow("Linear: input of type undefined");
});
