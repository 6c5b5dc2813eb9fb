/** The linear algebra in the battery of `operations.test.ts`. */

import type { Shape, Tensor } from "../index.ts";
import * as l from "../index.ts";
import { each, pairs, rng, type Sample } from "./make.fixture.ts";

/** Far enough from singular for differences. */
function regular(shape: Shape): Tensor {
  const x = l.randn(shape, { rng, dtype: "float64" }).add(l.eye(shape.at(-1)!, { dtype: "float64" }).mul(4));
  x.requiresGrad = true;
  return x;
}

/** Positive definite from any square matrix. */
function definite(x: Tensor): Tensor {
  return l.matmul(x, l.transpose(x, -2, -1)).add(l.eye(x.shape.at(-1)!, { dtype: x.dtype }));
}

/** Symmetric, with eigenvalues far enough apart for differences. */
function apart(x: Tensor): Tensor {
  const n = l.transpose(x, -2, -1).shape.at(-1)!;
  const ladder = l.mul(l.eye(n, { dtype: x.dtype }), l.arange(n, undefined, { dtype: x.dtype }).mul(6));
  return l.add(l.add(x, l.transpose(x, -2, -1)), ladder);
}

const squares: Shape[] = [
  [3, 3],
  [2, 2, 2],
  [0, 2, 2],
];

const oblongs: Shape[] = [
  [4, 3],
  [2, 3],
  [2, 2, 2],
  [0, 3, 2],
];

const tall: [Shape, Shape][] = [
  [
    [4, 2],
    [4, 2],
  ],
  [[3, 2], [3]],
  [
    [0, 3, 2],
    [0, 3, 1],
  ],
];

const norms = ["fro", "nuc", 1, -1, 2, -2, Infinity, -Infinity] as const;

const systems: [Shape, Shape][] = [
  [
    [3, 3],
    [3, 2],
  ],
  [
    [2, 2, 2],
    [2, 1],
  ],
  [[2, 2], [2]],
  [
    [0, 0],
    [0, 2],
  ],
];

export const linalg: Record<string, Sample[]> = {
  solveTriangular: [
    ...pairs((t, b) => l.solveTriangular(t, b, { upper: false }), systems, regular),
    ...pairs((t, b) => l.solveTriangular(t, b, { upper: true, unitriangular: true }), systems, regular),
    ...pairs(
      (t, b) => l.solveTriangular(t, b.transpose(-2, -1), { upper: true, left: false }),
      systems.slice(0, 1),
      regular,
    ),
  ],
  cholesky: each((x) => l.cholesky(definite(x)), squares),
  lu: [
    ...each((x) => l.lu(x).L, squares, regular),
    ...each((x) => l.lu(x).U, squares, regular),
    ...each((x) => l.lu(x).L, oblongs),
    ...each((x) => l.lu(x).U, oblongs),
  ],
  qr: [...each((x) => l.qr(x).Q, oblongs), ...each((x) => l.qr(x).R, oblongs)],
  lstsq: [
    ...pairs((a, b) => l.lstsq(a, b).solution, tall),
    ...pairs((a, b) => l.lstsq(a, b).residuals, tall),
  ],
  eigh: each((x) => l.eigh(apart(x)).eigenvectors, squares),
  eigvalsh: each((x) => l.eigvalsh(apart(x)), squares),
  svd: [
    ...each((x) => l.svd(x).U, oblongs),
    ...each((x) => l.svd(x).S, oblongs),
    ...each((x) => l.svd(x).Vh, oblongs),
  ],
  svdvals: each((x) => l.svdvals(x), oblongs),
  pinv: each((x) => l.pinv(x), oblongs),
  matrixRank: each((x) => l.matrixRank(x), oblongs),
  cond: [
    ...each((x) => l.cond(x), oblongs),
    ...each((x) => l.cond(x, { p: 1 }), [[3, 3]], regular),
    ...each((x) => l.cond(x, { p: "fro" }), [[2, 2, 2]], regular),
  ],
  matrixNorm: norms.flatMap((ord) => each((x) => l.matrixNorm(x, { ord }), oblongs)),
  matrixExp: each((x) => l.matrixExp(x), squares),
  eigvals: [...each((x) => l.eigvals(x).real, squares), ...each((x) => l.eigvals(x).imag, squares)],
  solve: pairs(l.solve, systems, regular),
  inv: each(l.inv, squares, regular),
  det: each(l.det, [...squares, [0, 0]], regular),
  slogdet: each((x) => l.slogdet(x).logabsdet, squares, regular),
};
