import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { gaussianNllLoss, klDiv, poissonNllLoss } from "../../index.ts";

const f64 = (values: number[] | number[][]) => tensor(values, { dtype: "float64", requiresGrad: true });

it("klDiv: ½, ½ from ¼, ¾ is ½ ln 2 + ½ ln ⅔, and 0 from itself", () => {
  const [p, q] = [f64([[0.5, 0.5]]), f64([[0.25, 0.75]])];
  const wanted = 0.5 * Math.log(2) + 0.5 * Math.log(2 / 3);
  for (const options of [{ reduction: "sum" }, { reduction: "batchmean" }] as const) {
    expect(klDiv(q.log(), p, options).item()).toBeCloseTo(wanted, 14);
    expect(klDiv(q.log(), p.log(), { ...options, logTarget: true }).item()).toBeCloseTo(wanted, 14);
  }
  expect(klDiv(p.log(), p, { reduction: "sum" }).item()).toBe(0);
  expect(klDiv(q.log(), p).item()).toBeCloseTo(wanted / 2, 14);
});

it("klDiv: where the target is 0 nothing is paid, and no gradient is NaN", () => {
  const [input, target] = [f64([-Infinity, 0]), f64([0, 1])];
  const loss = klDiv(input, target, { reduction: "sum" });
  loss.backward();
  expect(loss.item()).toBe(0);
  expect(input.grad!.abs().toArray()).toEqual([0, 1]);
});

it("poissonNllLoss: 2 under the rate 3 costs 3 − 2 ln 3, and Stirling adds 2 ln 2 − 2 + ½ ln 4π", () => {
  const [rate, count] = [f64([3]), f64([2])];
  const plain = 3 - 2 * Math.log(3);
  expect(poissonNllLoss(rate.log(), count).item()).toBeCloseTo(plain, 14);
  expect(poissonNllLoss(rate, count, { logInput: false, eps: 0 }).item()).toBeCloseTo(plain, 14);
  const stirling = 2 * Math.log(2) - 2 + 0.5 * Math.log(4 * Math.PI);
  expect(poissonNllLoss(rate.log(), count, { full: true }).item()).toBeCloseTo(plain + stirling, 14);
});

it("gaussianNllLoss: 3 under mean 1 and variance 4 costs ½ (ln 4 + 1)", () => {
  const [mean, y] = [f64([[1]]), f64([[3]])];
  for (const variance of [f64([[4]]), f64([4])])
    expect(gaussianNllLoss(mean, y, variance).item()).toBeCloseTo(0.5 * (Math.log(4) + 1), 14);
  const full = gaussianNllLoss(mean, y, f64([4]), { full: true }).item();
  expect(full).toBeCloseTo(0.5 * (Math.log(8 * Math.PI) + 1), 14);
});

it("gaussianNllLoss: a variance below the floor still learns to grow", () => {
  const variance = f64([0]);
  gaussianNllLoss(f64([[1]]), f64([[3]]), variance, { eps: 0.5 }).backward();
  expect(variance.grad!.item()).toBeCloseTo(0.5 * (1 / 0.5 - 4 / 0.25), 12);
});

describe("refuses by name", () => {
  const x = f64([[1, 2]]);
  it.each<[string, () => unknown, RegExp]>([
    ["a probability below 0", () => klDiv(x, f64([[-1, 2]])), /^klDiv: target\[0\] is -1/],
    [
      "another reduction",
      () => klDiv(x, x, { reduction: "batch" as never }),
      /"batchmean" or "sum" or "none"/,
    ],
    [
      "a variance below 0",
      () => gaussianNllLoss(x, x, f64([[1, -1]])),
      /^gaussianNllLoss: variance\[1\] is -1/,
    ],
    [
      "variances of another shape",
      () => gaussianNllLoss(x, x, f64([1, 2])),
      /variance \[2\] for input \[1, 2\]/,
    ],
    ["ε below 0", () => poissonNllLoss(x, x, { eps: -1 }), /^poissonNllLoss: eps -1/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
