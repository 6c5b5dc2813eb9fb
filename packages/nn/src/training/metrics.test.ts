import { argmax, compile, Philox, randint, randn, type Tensor, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { accuracy, confusionMatrix, Meter, perplexity, topKAccuracy } from "../index.ts";

const classes = (...values: number[]) => tensor(values, { dtype: "int32" });
const logits = tensor([
  [3, 1, 2],
  [0, 5, 4],
  [1, 1, 0],
  [2, 0, 1],
]);

it("three of four samples have their largest logit at their class; of equal ones the first counts", () => {
  expect(accuracy(logits, classes(0, 1, 0, 1)).item()).toBe(0.75);
  expect(accuracy(logits, classes(0, 1, 1, 0)).item()).toBe(0.75);
});

it("among the two largest logits are four of four, or three where the class is the smallest", () => {
  expect(topKAccuracy(logits, classes(2, 2, 1, 2), { k: 2 }).item()).toBe(1);
  expect(topKAccuracy(logits, classes(1, 2, 1, 2), { k: 2 }).item()).toBe(0.75);
});

it("k = 1 is the accuracy, k = K is 1", () => {
  const rng = new Philox(1);
  const [z, t] = [randn([50, 7], { rng }), randint(0, 7, [50], { rng })];
  expect(topKAccuracy(z, t, { k: 1 }).item()).toBe(accuracy(z, t).item());
  expect(topKAccuracy(z, t, { k: 7 }).item()).toBe(1);
});

it("a confusion matrix counts classes by row and what they were taken for by column", () => {
  const counts = confusionMatrix(classes(0, 1, 1, 2), classes(0, 0, 1, 2), 3);
  expect(counts.toArray()).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

it("the perplexity of ln 7 is 7", () => {
  expect(perplexity(tensor(Math.log(7), { dtype: "float64" })).item()).toBeCloseTo(7, 12);
});

it("are the same compiled", () => {
  const rng = new Philox(2);
  const [z, t] = [randn([20, 5], { rng }), randint(0, 5, [20], { rng })];
  const all = (x: Tensor, y: Tensor) => [
    accuracy(x, y),
    topKAccuracy(x, y, { k: 2 }),
    confusionMatrix(argmax(x, { dim: 1 }), y, 5),
  ];
  expect(compile(all)(z, t).map((x) => x.toArray())).toEqual(all(z, t).map((x) => x.toArray()));
});

it("refuse shapes that do not fit", () => {
  expect(() => accuracy(logits, classes(0))).toThrow(/accuracy: logits \[4, 3\] and target int32 \[1\]/);
  expect(() => topKAccuracy(logits, classes(0, 1, 2, 0), { k: 4 })).toThrow(/k 4 for 3 classes/);
  expect(() => confusionMatrix(classes(0, 1), classes(0), 2)).toThrow(/predicted \[2\] and target \[1\]/);
});

it("a meter weights batches by their samples: (2 · 3 + 5 · 1) / 4", () => {
  const meter = new Meter();
  expect(meter.mean).toBeNaN();
  meter.add(2, 3);
  meter.add(5, 1);
  expect([meter.mean, meter.count]).toEqual([2.75, 4]);
  meter.reset();
  expect(meter.count).toBe(0);
  expect(() => meter.add(1, -1)).toThrow(/n -1/);
});
