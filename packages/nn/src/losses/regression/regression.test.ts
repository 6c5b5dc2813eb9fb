import { Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { huberLoss, l1Loss, logCoshLoss, mseLoss, quantileLoss, smoothL1Loss } from "../../index.ts";

const f64 = (...values: number[]) => tensor(values, { dtype: "float64", requiresGrad: true });
const none = { reduction: "none" } as const;

describe("errors −3, 0.5 and 0 cost", () => {
  const [x, y] = [f64(-3, 1.5, 2), f64(0, 1, 2)];
  it.each<[string, Tensor, number[]]>([
    ["mseLoss: their squares", mseLoss(x, y, none), [9, 0.25, 0]],
    ["l1Loss: their sizes", l1Loss(x, y, none), [3, 0.5, 0]],
    [
      "huberLoss: δ (|d| − δ/2) beyond δ = 2, half the square within",
      huberLoss(x, y, { delta: 2, ...none }),
      [4, 0.125, 0],
    ],
    [
      "smoothL1Loss: |d| − β/2 beyond β = 2, ½ d²/β within",
      smoothL1Loss(x, y, { beta: 2, ...none }),
      [2, 0.0625, 0],
    ],
    [
      "quantileLoss: 0.9 of what lies above, 0.1 of what lies below",
      quantileLoss(x, y, { quantile: 0.9, ...none }),
      [2.7, 0.05, 0],
    ],
    ["logCoshLoss: log cosh", logCoshLoss(x, y, none), [Math.log(Math.cosh(3)), Math.log(Math.cosh(0.5)), 0]],
  ])("%s", (_, losses, wanted) => {
    losses.data.forEach((value: number, i: number) => {
      expect(value).toBeCloseTo(wanted[i]!, 14);
    });
  });
});

it("the mean and the sum of −3, 1 and 2 by l1Loss are 2 and 6", () => {
  const [x, y] = [f64(-3, 1, 2), f64(0, 0, 0)];
  expect(l1Loss(x, y).item()).toBe(2);
  expect(l1Loss(x, y, { reduction: "sum" }).item()).toBe(6);
});

it("logCoshLoss does not overflow: 1000 costs 1000 − ln 2, and pulls with 1", () => {
  const x = f64(1000, -1000);
  const losses = logCoshLoss(x, f64(0, 0), none);
  losses.sum().backward();
  expect(losses.toArray()).toEqual([1000 - Math.LN2, 1000 - Math.LN2]);
  expect(x.grad!.toArray()).toEqual([1, -1]);
});

it("the constant with the least quantileLoss is the quantile: 7 of 0 … 8 lie below 7", () => {
  const targets = f64(0, 1, 2, 3, 4, 5, 6, 7, 8);
  const cost = (c: number) => quantileLoss(targets.detach().mul(0).add(c), targets, { quantile: 0.8 }).item();
  const costs = [5, 6, 7, 8].map(cost);
  expect(Math.min(...costs)).toBe(costs[2]);
});

it("huberLoss with δ = β is β times smoothL1Loss", () => {
  const [x, y] = [1, 2].map((seed) => randn([20], { rng: new Philox(seed), dtype: "float64" }));
  const [huber, smooth] = [huberLoss(x!, y!, { delta: 0.7 }), smoothL1Loss(x!, y!, { beta: 0.7 })];
  expect(huber.item()).toBeCloseTo(0.7 * smooth.item(), 14);
});

describe("refuses by name", () => {
  const [x, y] = [f64(1, 2), f64(1, 2)];
  it.each<[string, () => unknown, RegExp]>([
    [
      "shapes that would broadcast",
      () => mseLoss(x, f64(1)),
      /^mseLoss: input \[2\] and target \[1\], equal/,
    ],
    ["whole numbers", () => l1Loss(x, tensor([1, 2], { dtype: "int32" })), /^l1Loss: target of dtype int32/],
    ["what is no tensor", () => l1Loss(x, 3 as never), /^l1Loss: target 3, a tensor/],
    ["δ of 0", () => huberLoss(x, y, { delta: 0 }), /^huberLoss: delta 0, a number above 0/],
    ["β below 0", () => smoothL1Loss(x, y, { beta: -1 }), /^smoothL1Loss: beta -1/],
    [
      "a quantile of 1",
      () => quantileLoss(x, y, { quantile: 1 }),
      /^quantileLoss: quantile 1, a number below 1/,
    ],
    ["a quantile of NaN", () => quantileLoss(x, y, { quantile: NaN }), /^quantileLoss: quantile NaN/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
