import { allclose, compile, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { clipGradNorm_, clipGradValue_, Linear, Parameter, SGD } from "../index.ts";

function withGradients(...gradients: number[][]): Parameter[] {
  return gradients.map((values) => {
    const parameter = new Parameter(tensor(values.map(() => 0)));
    parameter.grad = tensor(values);
    return parameter;
  });
}
const numbers = (parameters: Parameter[]) => parameters.map(({ grad }) => grad!.toArray());

it("gradients (3) and (4) have the norm 5 together, and at most 1 makes them 0.6 and 0.8", () => {
  const parameters = withGradients([3], [4]);
  expect(clipGradNorm_(parameters, 1).item()).toBe(5);
  expect(parameters[0]!.grad!.item()).toBeCloseTo(0.6, 6);
  expect(parameters[1]!.grad!.item()).toBeCloseTo(0.8, 6);
});

it("within the bound nothing changes, and parameters without gradients are passed over", () => {
  const parameters = [...withGradients([3, 4]), new Parameter(tensor([1]))];
  expect(clipGradNorm_(parameters, 6).item()).toBe(5);
  expect(numbers(parameters.slice(0, 1))).toEqual([[3, 4]]);
  expect(clipGradNorm_([new Parameter(tensor([1]))], 1).item()).toBe(0);
});

it("norm 1 is the sum 7, norm ∞ the largest 4, norm 3 the cube root of 91", () => {
  for (const [normType, total] of [
    [1, 7],
    [Infinity, 4],
    [3, Math.cbrt(91)],
  ] as const)
    expect(clipGradNorm_(withGradients([-3], [4]), 10, { normType }).item()).toBeCloseTo(total, 6);
});

it("squares that float32 does not hold do not make the norm infinite", () => {
  const parameters = withGradients([3e30], [4e30]);
  expect(clipGradNorm_(parameters, 1).item() / 5e30).toBeCloseTo(1, 6);
  expect(parameters[0]!.grad!.item()).toBeCloseTo(0.6, 6);
});

it("a shared parameter is scaled once", () => {
  const [p] = withGradients([3, 4]);
  clipGradNorm_([p!, p!], 1);
  expect(p!.grad!.norm().item()).toBeCloseTo(1, 5);
});

it("a norm that is not finite is an error where asked for, and then nothing is scaled", () => {
  const parameters = withGradients([3], [NaN]);
  expect(() => clipGradNorm_(parameters, 1, { errorIfNonfinite: true })).toThrow(/norm is NaN, a finite one/);
  expect(numbers(parameters)).toEqual([[3], [NaN]]);
});

it("clipping by value turns (−3, 0.5) into (−1, 0.5)", () => {
  const [p] = withGradients([-3, 0.5]);
  clipGradValue_(p!, 1);
  expect(p!.grad!.toArray()).toEqual([-1, 0.5]);
});

it("refuses bounds that are none, and what is no parameter", () => {
  expect(() => clipGradNorm_([], 0)).toThrow(/maxNorm 0, a number above 0/);
  expect(() => clipGradNorm_([], 1, { normType: NaN })).toThrow(/normType NaN/);
  expect(() => clipGradValue_([], -1)).toThrow(/clipValue -1/);
  expect(() => clipGradNorm_([tensor([1]) as Parameter], 1)).toThrow(/something else than a Parameter/);
});

it("a compiled step with clipping moves as the eager one does", () => {
  const run = (compiled: boolean) => {
    const model = new Linear(4, 3, { rng: new Philox(1), dtype: "float64" });
    const optimizer = new SGD(model.parameters(), { lr: 0.1 });
    const body = (x: Tensor) => {
      optimizer.zeroGrad();
      model.forward(x).square().sum().backward();
      const total = clipGradNorm_(model.parameters(), 0.5, { errorIfNonfinite: true });
      clipGradValue_(model.parameters(), 0.2);
      optimizer.step();
      return total;
    };
    const step = compiled ? compile(body) : body;
    const rng = new Philox(2);
    const totals = [1, 2, 3].map(() => step(randn([5, 4], { rng, dtype: "float64" })).item());
    return [tensor(totals, { dtype: "float64" }), model.weight.detach()] as const;
  };
  const [eager, compiled] = [run(false), run(true)];
  compiled.forEach((values, i) => {
    expect(allclose(values, eager[i]!, { rtol: 1e-12, atol: 1e-13 })).toBe(true);
  });
});
