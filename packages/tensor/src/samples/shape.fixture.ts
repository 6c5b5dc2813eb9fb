import * as l from "../index.ts";
import { cube, each, empty, indexed, normal, type Sample } from "./make.fixture.ts";

export const furtherShapes: Record<string, Sample[]> = {
  flip: [...each((x) => l.flip(x, [0, -1]), [cube, empty]), ...each((x) => l.flip(x, []), [[2], []])],
  roll: [
    ...each((x) => l.roll(x, [1, -2], [0, 1]), [cube, empty]),
    ...each((x) => l.roll(x, 3), [cube, [], empty]),
  ],
  split: [
    ...each((x) => l.split(x, 2, { dim: 1 }), [cube, empty]),
    ...each((x) => l.split(x, [1, 0, 2], { dim: -1 }), [[2, 3], empty]),
  ],
  chunk: each((x) => l.chunk(x, 2, { dim: 1 }), [cube, empty, [3, 0]]),
  pad: [
    ...each((x) => l.pad(x, [1, 2, 0, 1], { value: 0.5 }), [cube, empty]),
    ...each((x) => l.pad(x, []), [[], [2]]),
  ],
  tril: each((x) => l.tril(x, { diagonal: -1 }), [[3, 4], cube, empty]),
  triu: each((x) => l.triu(x), [[3, 4], cube, empty]),
  repeat: [
    ...each((x) => l.repeat(x, [2, 1, 3]), [cube, [2, 3], [], empty]),
    ...each((x) => l.repeat(x, [0, 2]), [[2, 3]]),
  ],
  scatter: indexed(l.scatter),
};

/** No two elements equal, none closer than a difference reaches. */
function distinct(shape: l.Shape): l.Tensor {
  return l
    .argsort(normal([shape.reduce((size, n) => size * n, 1)]))
    .to("float64")
    .mul(0.25)
    .reshape(shape);
}

function leaf(shape: l.Shape): l.Tensor {
  const x = distinct(shape);
  x.requiresGrad = true;
  return x;
}

export const orders: Record<string, Sample[]> = {
  sort: [
    ...each((x) => Object.values(l.sort(x)), [[4], cube, [], empty], leaf),
    ...each((x) => l.sort(x, { dim: 1, descending: true }).values, [cube, [2, 0]], leaf),
  ],
  argsort: each((x) => l.argsort(x, { dim: 0 }), [[4], cube, [], empty], leaf),
  topk: [
    ...each((x) => Object.values(l.topk(x, 2, { dim: 1 })), [cube, empty], leaf),
    ...each((x) => l.topk(x, 1, { largest: false }).values, [[4], []], leaf),
  ],
  unique: each((x) => Object.values(l.unique(x)), [[4], [2, 3], [], empty], leaf),
  searchsorted: each((x) => l.searchsorted(l.sort(x).values, 0.3), [[4], [0]], leaf),
};
