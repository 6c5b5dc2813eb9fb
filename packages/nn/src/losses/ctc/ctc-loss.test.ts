import {
  compile,
  gradcheck,
  gradgradcheck,
  logSoftmax,
  Philox,
  randn,
  type Tensor,
  tensor,
} from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { ctcLoss } from "../../index.ts";

const ints = (values: number[] | number[][]) => tensor(values, { dtype: "int32" });

it("two steps and one label: the alignments are a a, a –, – a", () => {
  // y(–) = 0.4, y(a) = 0.6, then 0.7 and 0.3.
  const logProbs = tensor(
    [
      [0.4, 0.6],
      [0.7, 0.3],
    ],
    { dtype: "float64" },
  ).log();
  const p = 0.6 * 0.3 + 0.6 * 0.7 + 0.4 * 0.3;
  expect(ctcLoss(logProbs, ints([1]), [2], [1]).item()).toBeCloseTo(-Math.log(p), 14);
});

/** Σ over all paths of T classes that become the labels once repeats and then blanks (0) are dropped. */
function likelihood(probabilities: number[][], labels: number[]): number {
  const paths = (t: number, path: number[], p: number): number => {
    if (t === probabilities.length) {
      const kept = path.filter((k, i) => k !== path[i - 1]).filter((k) => k !== 0);
      return String(kept) === String(labels) ? p : 0;
    }
    return probabilities[t]!.reduce((sum, y, k) => sum + paths(t + 1, [...path, k], p * y), 0);
  };
  return paths(0, [], 1);
}

it.each([[[1, 2]], [[1, 1]], [[2, 1, 2]], [[1, 1, 1]], [[]]])(
  "labels %j cost −log of the sum over all paths",
  (labels) => {
    const x = logSoftmax(randn([6, 3], { rng: new Philox(1), dtype: "float64" }), { dim: 1 });
    const loss = ctcLoss(x, ints(labels), [6], [labels.length], { reduction: "none" });
    expect(loss.item()).toBeCloseTo(-Math.log(likelihood(x.exp().toArray() as number[][], labels)), 12);
  },
);

it("what lies beyond a sample's lengths does not count", () => {
  const x = logSoftmax(randn([5, 1, 3], { rng: new Philox(2), dtype: "float64" }), { dim: 2 });
  const whole = ctcLoss(x, ints([[1, 2, 7, -3]]), [4], [2], { reduction: "none" });
  const cut = ctcLoss(x.slice([0, 4]), ints([1, 2]), [4], [2], { reduction: "none" });
  expect(whole.toArray()).toEqual(cut.toArray());
});

it("no steps and no labels cost nothing; no steps for a label cannot be", () => {
  const x = logSoftmax(randn([3, 2, 3], { rng: new Philox(3), dtype: "float64" }), { dim: 2 });
  const loss = ctcLoss(x, ints([[1], [1]]), [0, 0], [0, 1], { reduction: "none" });
  expect(loss.eq(tensor([0, Infinity])).toArray()).toEqual([true, true]);
});

it("a target that fits nowhere costs ∞, or 0 where that is asked, and has the gradient 0", () => {
  for (const zeroInfinity of [false, true]) {
    const x = randn([3, 1, 3], { rng: new Philox(4), dtype: "float64", requiresGrad: true });
    const loss = ctcLoss(x, ints([[1, 1]]), [2], [2], { zeroInfinity });
    loss.backward();
    expect(loss.item()).toBe(zeroInfinity ? 0 : Infinity);
    expect(x.grad!.data.every((g) => g === 0)).toBe(true);
  }
});

it("the gradient of one sample's steps adds up to −1 each: every alignment is somewhere at every step", () => {
  const x = randn([5, 1, 4], { rng: new Philox(5), dtype: "float64", requiresGrad: true });
  ctcLoss(x, ints([[1, 3]]), [5], [2], { reduction: "sum" }).backward();
  for (const sum of x.grad!.sum({ dim: 2 }).data) expect(sum).toBeCloseTo(-1, 12);
});

describe("gradients", () => {
  const x = randn([4, 2, 3], { rng: new Philox(6), dtype: "float64", requiresGrad: true });
  const labels = ints([
    [1, 1],
    [2, 0],
  ]);
  const loss = (x: Tensor) => ctcLoss(x, labels, [4, 3], [2, 1], { reduction: "none" });

  it("are those of central differences", () => expect(gradcheck(loss, [x])).toBe(true));
  it("can be differentiated again", () => expect(gradgradcheck(loss, [x])).toBe(true));
});

it("compiled once, it follows lengths that come as tensors", () => {
  const x = logSoftmax(randn([6, 2, 3], { rng: new Philox(7), dtype: "float64" }), { dim: 2 });
  const loss = (...lengths: [Tensor, Tensor]) =>
    ctcLoss(x, ints([1, 2, 1]), ...lengths, { reduction: "none" });
  const step = compile(loss);
  for (const [times, counts] of [
    [ints([6, 5]), ints([1, 2])],
    [ints([3, 6]), ints([2, 1])],
  ] as [Tensor, Tensor][]) {
    const wanted = loss(times, counts).data;
    step(times, counts).data.forEach((value: number, i: number) => {
      expect(value).toBeCloseTo(wanted[i]!, 12);
    });
  }
});

describe("refuses by name", () => {
  const x = randn([4, 2, 3], { rng: new Philox(8) });
  const two = ints([[1], [2]]);
  it.each([
    ["the blank as a label", () => ctcLoss(x, ints([[1], [0]]), [4, 4], [1, 1]), /label 0 of sample 1 is 0/],
    [
      "a label that is no class",
      () => ctcLoss(x, ints([[3], [1]]), [4, 4], [1, 1]),
      /label 0 of sample 0 is 3/,
    ],
    ["more steps than there are", () => ctcLoss(x, two, [4, 5], [1, 1]), /inputLengths\[1\] is 5/],
    ["more labels than there are", () => ctcLoss(x, two, [4, 4], [2, 1]), /targetLengths\[0\] is 2/],
    ["lengths of another batch", () => ctcLoss(x, two, [4], [1, 1]), /inputLengths \[1\] for 2 samples/],
    ["labels left over", () => ctcLoss(x, ints([1, 2, 1]), [4, 4], [1, 1]), /targetLengths of 2 in all/],
    ["another batch of targets", () => ctcLoss(x, ints([[1]]), [4, 4], [1, 1]), /targets \[1, 1\]/],
    ["a blank that is no class", () => ctcLoss(x, two, [4, 4], [1, 1], { blank: 3 }), /blank 3/],
    ["labels in floating point", () => ctcLoss(x, x.slice(0), [4, 4], [1, 1]), /int32 are needed/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
