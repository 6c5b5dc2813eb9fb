import { describe, expect, it } from "vitest";
import { ceil, compile, floor, round, type Tensor, tensor, trunc } from "../../index.ts";

const x = tensor([-1.5, -0.5, 0.5, 1.5, 2.5, 2.75]);

it("by hand", () => {
  expect(floor(x).toArray()).toEqual([-2, -1, 0, 1, 2, 2]);
  expect(ceil(x).toArray()).toEqual([-1, -0, 1, 2, 3, 3]);
  expect(trunc(x).toArray()).toEqual([-1, -0, 0, 1, 2, 2]);
});

it("halves go to the even neighbour", () => {
  expect(round(x).toArray()).toEqual([-2, -0, 0, 2, 2, 3]);
});

it("integers stay integers", () => {
  const whole = tensor([3, -4], { dtype: "int32" });
  expect([floor, ceil, round, trunc].map((f) => f(whole).dtype)).toEqual([
    "int32",
    "int32",
    "int32",
    "int32",
  ]);
});

/** Near halves, at zero with its sign, and where halves end: above 2⁵² every number is whole. As PyTorch 1.13 gives them. */
const halves = [-2.5, -1.5, -0.75, -0.5, -0.49999999999999994, -0.25, -0, 0, 0.25, 0.49999999999999994, 0.5];
const more = [
  0.75,
  1.5,
  2.5,
  3.5,
  2 ** 52 - 0.5,
  -(2 ** 52) + 0.5,
  2 ** 52 + 1,
  2 ** 53 - 1,
  1e300,
  Number.NaN,
];
const largest = [2 ** 52 + 1, 2 ** 53 - 1, 1e300, Number.NaN];
const rounded = {
  floor: [-3, -2, -1, -1, -1, -1, -0, 0, 0, 0, 0, 0, 1, 2, 3, 2 ** 52 - 1, -(2 ** 52), ...largest],
  ceil: [-2, -1, -0, -0, -0, -0, -0, 0, 1, 1, 1, 1, 2, 3, 4, 2 ** 52, -(2 ** 52) + 1, ...largest],
  trunc: [-2, -1, -0, -0, -0, -0, -0, 0, 0, 0, 0, 0, 1, 2, 3, 2 ** 52 - 1, -(2 ** 52) + 1, ...largest],
  round: [-2, -2, -1, -0, -0, -0, -0, 0, 0, 0, 0, 1, 2, 2, 4, 2 ** 52, -(2 ** 52), ...largest],
};

describe.each(Object.entries({ floor, ceil, trunc, round }))("%s", (name, f) => {
  const expected = Float64Array.from(rounded[name as keyof typeof rounded]);

  it("gives PyTorch's numbers with their signs of zero", () => {
    expect(f(tensor([...halves, ...more], { dtype: "float64" })).data).toEqual(expected);
  });

  it("gives the same inside compile", () => {
    const compiled = compile((x: Tensor) => f(x));
    expect(compiled(tensor([...halves, ...more], { dtype: "float64" })).data).toEqual(expected);
  });
});
