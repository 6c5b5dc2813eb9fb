import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grad, logSoftmax, logsumexp, softmax, tensor, zeros } from "../index.ts";

describe("softmax", () => {
  it("of equal numbers is even, and of ln 1, ln 3 is 1/4, 3/4", () => {
    expect(softmax(zeros([4]), { dim: 0 }).toArray()).toEqual([0.25, 0.25, 0.25, 0.25]);
    const [a, b] = softmax(tensor([0, Math.log(3)], { dtype: "float64" }), { dim: 0 }).data;
    expect(a).toBeCloseTo(0.25, 15);
    expect(b).toBeCloseTo(0.75, 15);
  });

  it("does not overflow, nor does its logarithm underflow", () => {
    const x = tensor([1000, 0]);
    expect(softmax(x, { dim: 0 }).toArray()).toEqual([1, 0]);
    expect(logSoftmax(x, { dim: 0 }).toArray()).toEqual([0, -1000]);
    expect(logsumexp(x).item()).toBe(1000);
  });

  it("gives a masked place 0, and of nothing ln Σ is −∞", () => {
    expect(softmax(tensor([0, -Infinity]), { dim: 0 }).toArray()).toEqual([1, 0]);
    expect(logsumexp(tensor([-Infinity, -Infinity])).item()).toBe(-Infinity);
    expect(logsumexp(zeros([0])).item()).toBe(-Infinity);
  });

  it("sums to 1 along its dimension, does not change when a number is added, and agrees with its logarithm", () => {
    const row = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(row, row, fc.double({ min: -100, max: 100, noNaN: true }), (p, q, c) => {
        const x = tensor([p, q], { dtype: "float64" });
        const y = softmax(x, { dim: 1 });
        y.sum({ dim: 1 }).data.forEach((total) => {
          expect(total).toBeCloseTo(1, 12);
        });
        softmax(x.add(c), { dim: 1 }).data.forEach((value, i) => {
          expect(value).toBeCloseTo(y.data[i]!, 12);
        });
        logSoftmax(x, { dim: 1 })
          .exp()
          .data.forEach((value, i) => {
            expect(value).toBeCloseTo(y.data[i]!, 12);
          });
      }),
    );
  });
});

it("logsumexp of a row of only −∞ is −∞, and its gradient 0, once and twice", () => {
  const x = tensor(
    [
      [-Infinity, -Infinity],
      [0, -Infinity],
    ],
    { requiresGrad: true },
  );
  const y = logsumexp(x, { dim: 1 });
  expect(y.toArray()).toEqual([-Infinity, 0]);
  const [g] = grad(y, [x], { gradOutputs: [tensor([3, 5])], createGraph: true });
  expect(g!.toArray()).toEqual([
    [0, 0],
    [5, 0],
  ]);
  expect(
    grad(g!, [x], {
      gradOutputs: [
        tensor([
          [1, 1],
          [1, 1],
        ]),
      ],
    })[0]!.toArray(),
  ).toEqual([
    [0, 0],
    [0, 0],
  ]);
});
