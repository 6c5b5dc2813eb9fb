import { Philox, randn, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  contrastiveLoss,
  cosineEmbeddingLoss,
  cosineSimilarity,
  hingeEmbeddingLoss,
  infoNceLoss,
  marginRankingLoss,
  pairwiseDistance,
  tripletMarginLoss,
} from "../../index.ts";

const f64 = (values: number[] | number[][]) => tensor(values, { dtype: "float64", requiresGrad: true });
const none = { reduction: "none" } as const;

it("cosineSimilarity of (3, 4) with (4, 3) is 24/25, with (−6, −8) −1, with (0, 0) 0", () => {
  const others = f64([
    [4, 3],
    [-6, -8],
    [0, 0],
  ]);
  const found = cosineSimilarity(f64([[3, 4]]), others).toArray() as number[];
  [24 / 25, -1, 0].forEach((wanted, i) => {
    expect(found[i]).toBeCloseTo(wanted, 14);
  });
});

it("pairwiseDistance of (0, 0) and (3, 4): 5, by p = 1 it is 7, by p = ∞ 4", () => {
  const [x, y] = [f64([0, 0]), f64([3, 4])];
  const distance = (p: number) => pairwiseDistance(x, y, { p, eps: 0 }).item();
  expect([2, 1, Infinity].map(distance)).toEqual([5, 7, 4]);
  expect(pairwiseDistance(x, y, { keepdim: true }).shape).toEqual([1]);
});

it("hingeEmbeddingLoss: what is alike pays its distance, what is not what is left to the margin", () => {
  const losses = hingeEmbeddingLoss(f64([0.25, 0.25, 3]), f64([1, -1, -1]), none);
  expect(losses.toArray()).toEqual([0.25, 0.75, 0]);
});

it("marginRankingLoss: 3 above 1 by the margin 1 is free, below costs 3", () => {
  expect(marginRankingLoss(f64([3, 3]), f64([1, 1]), f64([1, -1]), { margin: 1, ...none }).toArray()).toEqual(
    [0, 3],
  );
});

it("cosineEmbeddingLoss: right angles cost 1 where vectors are alike, nothing where not", () => {
  const [x, y] = [
    f64([
      [1, 0],
      [1, 0],
      [2, 0],
    ]),
    f64([
      [0, 3],
      [0, 3],
      [5, 0],
    ]),
  ];
  const losses = cosineEmbeddingLoss(x, y, f64([1, -1, -1]), { margin: 0.5, ...none }).toArray() as number[];
  [1, 0, 0.5].forEach((wanted, i) => {
    expect(losses[i]).toBeCloseTo(wanted, 11);
  });
});

it("tripletMarginLoss: positive at 1, negative at 3, margin 4 leaves 2; swapped, from the positive at 2, 3", () => {
  const [a, p, n] = [f64([[0, 0]]), f64([[1, 0]]), f64([[3, 0]])];
  expect(tripletMarginLoss(a, p, n, { margin: 4, eps: 0 }).item()).toBe(2);
  expect(tripletMarginLoss(a, p, n, { margin: 4, eps: 0, swap: true }).item()).toBe(3);
});

it("contrastiveLoss: at distance 5, alike pays 12.5; with margin 6, not alike ½; equal vectors push nowhere", () => {
  const [x, y] = [
    f64([
      [0, 0],
      [0, 0],
      [1, 1],
    ]),
    f64([
      [3, 4],
      [3, 4],
      [1, 1],
    ]),
  ];
  const losses = contrastiveLoss(x, y, f64([0, 1, 1]), { margin: 6, ...none });
  losses.sum().backward();
  expect(losses.toArray()).toEqual([12.5, 0.5, 18]);
  expect((x.grad!.toArray() as number[][])[2]!.map(Math.abs)).toEqual([0, 0]);
});

describe("infoNceLoss", () => {
  it("two queries at right angles, τ = 1: ln(1 + e⁻¹)", () => {
    const x = f64([
      [2, 0],
      [0, 3],
    ]);
    expect(infoNceLoss(x, x, { temperature: 1 }).item()).toBeCloseTo(Math.log(1 + Math.exp(-1)), 14);
  });

  it("keys that all look alike cost ln M", () => {
    const keys = f64([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(infoNceLoss(f64([[1, 0]]), keys).item()).toBeCloseTo(Math.log(3), 14);
  });

  it("the length of vectors does not matter unless it is told to", () => {
    const [q, k] = [1, 2].map((seed) => randn([4, 3], { rng: new Philox(seed), dtype: "float64" }));
    const plain = infoNceLoss(q!, k!);
    expect(infoNceLoss(q!.mul(7), k!).item()).toBeCloseTo(plain.item(), 12);
    expect(infoNceLoss(q!, k!, { normalize: false }).item()).not.toBeCloseTo(plain.item(), 2);
  });
});

describe("refuses by name", () => {
  const [x, y] = [f64([[1, 2]]), f64([[1, 2, 3]])];
  it.each<[string, () => unknown, RegExp]>([
    [
      "signs that are none",
      () => hingeEmbeddingLoss(f64([1]), f64([0])),
      /^hingeEmbeddingLoss: target\[0\] is 0, 1 or −1/,
    ],
    ["labels that are none", () => contrastiveLoss(x, x, f64([2])), /^contrastiveLoss: label\[0\] is 2/],
    [
      "vectors of other sizes",
      () => tripletMarginLoss(x, x, y),
      /^tripletMarginLoss: anchor \[1, 2\] and negative/,
    ],
    ["a margin of 0", () => tripletMarginLoss(x, x, x, { margin: 0 }), /^tripletMarginLoss: margin 0/],
    [
      "a cosine margin beyond 1",
      () => cosineEmbeddingLoss(x, x, f64([1]), { margin: 2 }),
      /margin 2, a number from -1 to 1/,
    ],
    [
      "a target for each number",
      () => cosineEmbeddingLoss(x, x, x),
      /^cosineEmbeddingLoss: inputs \[1, 2\] and target/,
    ],
    [
      "fewer keys than queries",
      () => infoNceLoss(f64([[1], [2]]), f64([[1]])),
      /^infoNceLoss: queries \[2, 1\]/,
    ],
    ["a temperature of 0", () => infoNceLoss(x, x, { temperature: 0 }), /^infoNceLoss: temperature 0/],
    ["p below 1", () => pairwiseDistance(x, x, { p: 0.5 }), /^pairwiseDistance: p 0.5/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
