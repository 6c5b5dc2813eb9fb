import { compile, Philox, randint, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { crossEntropy, nllLoss } from "../../index.ts";

const classes = (...values: number[]) => tensor(values, { dtype: "int32" });
const f64 = (values: number[][]) => tensor(values, { dtype: "float64" });

it("equal logits of two classes cost ln 2, and logits ln 3 and 0 cost ln 4/3 and ln 4", () => {
  expect(crossEntropy(f64([[0, 0]]), classes(1)).item()).toBeCloseTo(Math.log(2), 15);
  const logits = f64([
    [Math.log(3), 0],
    [Math.log(3), 0],
  ]);
  const [first, second] = crossEntropy(logits, classes(0, 1), { reduction: "none" }).toArray() as number[];
  expect(first).toBeCloseTo(Math.log(4 / 3), 15);
  expect(second).toBeCloseTo(Math.log(4), 15);
});

it("the mean with weights is a mean of the weights: 3 and 1 count as four samples", () => {
  const logits = f64([
    [0, Math.log(3)],
    [0, Math.log(3)],
  ]);
  const weight = tensor([3, 1], { dtype: "float64" });
  const wanted = (3 * Math.log(4) + Math.log(4 / 3)) / 4;
  expect(crossEntropy(logits, classes(0, 1), { weight }).item()).toBeCloseTo(wanted, 14);
});

it("an ignored sample costs nothing, has no gradient, and does not count, whatever its logits", () => {
  const logits = tensor(
    [
      [0, 0],
      [-Infinity, 5],
    ],
    { dtype: "float64", requiresGrad: true },
  );
  const loss = crossEntropy(logits, classes(1, -100));
  loss.backward();
  expect(loss.item()).toBeCloseTo(Math.log(2), 15);
  expect(logits.grad!.toArray()).toEqual([
    [0.5, -0.5],
    [0, 0],
  ]);
});

it("smoothing by 1 asks for all classes alike", () => {
  const logits = f64([[Math.log(3), 0]]);
  const wanted = (Math.log(4 / 3) + Math.log(4)) / 2;
  expect(crossEntropy(logits, classes(0), { labelSmoothing: 1 }).item()).toBeCloseTo(wanted, 14);
  const halves = f64([[0.5, 0.5]]);
  expect(crossEntropy(logits, halves).item()).toBeCloseTo(wanted, 14);
});

it("probabilities of 0 and 1 cost what class indices cost", () => {
  const logits = randn([3, 4, 2], { rng: new Philox(1), dtype: "float64" });
  const target = tensor(
    [
      [0, 1],
      [2, 3],
      [3, 0],
    ],
    { dtype: "int32" },
  );
  const oneHot = tensor([
    [
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 0],
      [0, 0],
      [1, 0],
    ],
  ]).to("float64");
  const [soft, hard] = [oneHot, target].map((t) => crossEntropy(logits, t, { reduction: "none" }));
  expect(soft!.toArray()).toEqual(hard!.toArray());
});

it("nllLoss of log-softmax is the cross-entropy: −ln of the picked probability", () => {
  const logp = f64([[Math.log(0.25), Math.log(0.75)]]);
  expect(nllLoss(logp, classes(0)).item()).toBeCloseTo(Math.log(4), 15);
});

describe("compiled", () => {
  it("losses and gradients are one loop over the logits", () => {
    const logits = randn([64, 10], { rng: new Philox(2), requiresGrad: true });
    const step = compile((target: Tensor) => {
      logits.grad = null;
      const loss = crossEntropy(logits, target);
      loss.backward();
      return loss.detach();
    });
    step(randint(0, 10, [64], { rng: new Philox(3) }));
    const loops = step.explain().kernels.filter((kernel) => JSON.stringify(kernel).includes("rows of 10"));
    expect(loops.length).toBe(1);
  });
});

describe("refuses by name", () => {
  const logits = randn([3, 4], { rng: new Philox(4) });
  const ok = classes(0, 1, 2);
  it.each([
    [
      "a class that is not there",
      () => crossEntropy(logits, classes(0, 4, 1)),
      /^crossEntropy: target\[1\] is 4/,
    ],
    [
      "another number of targets",
      () => crossEntropy(logits, classes(0, 1)),
      /^crossEntropy: scores \[3, 4\]/,
    ],
    [
      "probabilities of another shape",
      () => crossEntropy(logits, tensor([[0.5, 0.5, 1]])),
      /^crossEntropy: logits \[3, 4\] and target \[1, 3\], equal shapes/,
    ],
    [
      "classes as floating-point numbers",
      () => crossEntropy(logits, tensor([0, 1, 2])),
      /^crossEntropy: target \[3\] of dtype float32, class indices in int32 are needed, or probabilities \[3, 4\]; to\("int32"\) converts/,
    ],
    [
      "weights of another number",
      () => crossEntropy(logits, ok, { weight: tensor([1, 2]) }),
      /\[4\] is needed/,
    ],
    [
      "weights below 0",
      () => crossEntropy(logits, ok, { weight: tensor([1, -2, 1, 1]) }),
      /weight\[1\] is -2/,
    ],
    [
      "smoothing by more than 1",
      () => crossEntropy(logits, ok, { labelSmoothing: 1.5 }),
      /labelSmoothing 1.5/,
    ],
    [
      "an ignored class of probabilities",
      () => crossEntropy(logits, logits, { ignoreIndex: 1 }),
      /ignoreIndex 1/,
    ],
    ["bools as target", () => nllLoss(logits, ok.gt(0)), /^nllLoss: target of dtype bool/],
    [
      "another reduction",
      () => nllLoss(logits, ok, { reduction: "all" as never }),
      /"mean" or "sum" or "none"/,
    ],
    ["whole numbers as scores", () => nllLoss(ok, ok), /^nllLoss: scores of dtype int32/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
