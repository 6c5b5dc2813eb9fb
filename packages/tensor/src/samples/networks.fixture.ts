import * as l from "../index.ts";
import { each, given, normal, positive, type Sample } from "./make.fixture.ts";

const tokens = l.tensor([2, 0, 2, 1], { dtype: "int32" });
const none = l.tensor([], { dtype: "int32" });

const none4: l.Shape = [0, 2, 4, 4];

/** Equations with the shapes of their operands. */
const equations: [string, ...l.Shape[]][] = [
  ["ij,jk->ik", [2, 3], [3, 4]],
  ["bij,bjk", [2, 2, 3], [2, 3, 2]],
  ["ii->i", [3, 3]],
  ["i,ij,j->", [2], [2, 3], [3]],
  ["...i,...i->...", [2, 1, 3], [4, 3]],
  ["ij,kj->k", [0, 3], [2, 3]],
  [",i->i", [], [3]],
];

export const networks: Record<string, Sample[]> = {
  embedding: given(
    (index, weight) => l.embedding(index!, weight!),
    [tokens, normal([3, 2])],
    [none, normal([3, 2])],
  ),
  einsum: equations.map(([equation, ...shapes]) => ({
    inputs: shapes.map(normal),
    call: (...operands) => l.einsum(equation, ...operands),
  })),
};

/** Attention of [B, T, D] over [B, S, D], S = 4. */
const attention = (b: number): l.Tensor[] => [normal([b, 3, 2]), normal([b, 4, 2]), normal([b, 4, 3])];

export const attentions: Record<string, Sample[]> = {
  scaledDotProductAttention: [
    ...given((q, k, v) => l.scaledDotProductAttention(q!, k!, v!), attention(2), attention(0)),
    ...given((q, k, v) => l.scaledDotProductAttention(q!, k!, v!, { isCausal: true }), attention(2)),
    ...given(
      (q, k, v, attnMask) => l.scaledDotProductAttention(q!, k!, v!, { attnMask: attnMask! }),
      [...attention(2), normal([3, 4])],
    ),
  ],
};

export const images: Record<string, Sample[]> = {
  unfold: each((x) => l.unfold(x, [2, 3], { stride: 2, padding: 1 }), [[1, 2, 4, 3], none4]),
  fold: each(
    (x) => l.fold(x, [3, 4], 2, { padding: [0, 1] }),
    [
      [1, 8, 10],
      [0, 4, 10],
    ],
  ),
  conv1d: given(
    (x, weight, bias) => l.conv1d(x!, weight!, { bias: bias!, stride: 2, padding: 1, dilation: 2 }),
    [normal([2, 2, 6]), normal([3, 2, 2]), normal([3])],
    [normal([0, 2, 6]), normal([3, 2, 2]), normal([3])],
  ),
  conv2d: given(
    (x, weight, bias) => l.conv2d(x!, weight!, { bias: bias!, stride: [1, 2], padding: 1, groups: 2 }),
    [normal([2, 2, 3, 4]), normal([2, 1, 2, 2]), normal([2])],
    [normal(none4), normal([2, 1, 2, 2]), normal([2])],
  ),
  convTranspose1d: given(
    (x, weight, bias) =>
      l.convTranspose1d(x!, weight!, { bias: bias!, stride: 2, padding: 1, outputPadding: 1 }),
    [normal([2, 2, 3]), normal([2, 3, 3]), normal([3])],
    [normal([0, 2, 3]), normal([2, 3, 3]), normal([3])],
  ),
  convTranspose2d: given(
    (x, weight, bias) =>
      l.convTranspose2d(x!, weight!, { bias: bias!, stride: 2, dilation: [1, 2], groups: 2 }),
    [normal([1, 2, 2, 3]), normal([2, 1, 2, 2]), normal([2])],
    [normal(none4), normal([2, 1, 2, 2]), normal([2])],
  ),
  maxPool2d: each((x) => l.maxPool2d(x, 2, { padding: 1 }), [[2, 2, 4, 3], none4]),
  maxPool1d: each(
    (x) => l.maxPool1d(x, 2, { padding: 1 }),
    [
      [2, 2, 5],
      [0, 2, 4],
    ],
  ),
  avgPool1d: each(
    (x) => l.avgPool1d(x, 3, { stride: 1, padding: 1 }),
    [
      [2, 2, 5],
      [0, 2, 4],
    ],
  ),
  avgPool2d: each((x) => l.avgPool2d(x, [2, 1], { stride: 1, padding: [1, 0] }), [[2, 2, 4, 3], none4]),
  adaptiveAvgPool2d: each((x) => l.adaptiveAvgPool2d(x, [2, 3]), [[2, 2, 3, 5], none4], positive),
  interpolate: [
    ...each((x) => l.interpolate(x, [5, 2]), [[1, 2, 3, 4], none4]),
    ...each((x) => l.interpolate(x, 5, { mode: "bilinear" }), [[1, 2, 3, 4], none4]),
  ],
};
