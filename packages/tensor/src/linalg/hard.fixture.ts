/** Matrices that are hard for numerical methods, and how far a computed factorisation is from one. */
import { allocate } from "../dtype.ts";
import { matmul } from "../ops/matmul.ts";
import type { Philox } from "../philox.ts";
import { randn } from "../random.ts";
import { Tensor } from "../tensor.ts";
import type { Eigvals } from "./eigvals.ts";
import { mT } from "./parts.ts";
import { svdvals } from "./svd.ts";

export function matrix(m: number, n: number, entry: (i: number, j: number) => number): Tensor {
  const data = allocate("float64", m * n);
  for (let at = 0; at < data.length; at++) data[at] = entry(Math.floor(at / n), at % n);
  return new Tensor(data, [m, n], "float64");
}

/** 1 / (i + j + 1): positive definite, condition number about e^(3.5 n). */
export function hilbert(n: number): Tensor {
  return matrix(n, n, (i, j) => 1 / (i + j + 1));
}

/** Rows and columns fall from 1 to 10^−decades each. */
export function graded(n: number, decades: number, rng: Philox): Tensor {
  const x = randn([n, n], { rng, dtype: "float64" });
  return matrix(n, n, (i, j) => x.data[i * n + j]! * 10 ** ((-decades * (i + j)) / Math.max(n - 1, 1)));
}

/** A product of n × r and r × n factors: rank r. */
export function lowRank(n: number, r: number, rng: Philox): Tensor {
  const options = { rng, dtype: "float64" } as const;
  return matmul(randn([n, r], options), randn([r, n], options));
}

/** H D H with the reflection H = I − 2 v vᵀ / vᵀv: symmetric with the eigenvalues d. */
export function withEigenvalues(d: readonly number[], rng: Philox): Tensor {
  const n = d.length;
  const v = randn([n], { rng, dtype: "float64" }).data;
  const length = Math.hypot(...Array.from(v)) ** 2;
  const h = matrix(n, n, (i, j) => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / length);
  const a = matmul(
    matrix(n, n, (i, j) => h.data[i * n + j]! * d[j]!),
    h,
  );
  return matrix(n, n, (i, j) => (a.data[i * n + j]! + a.data[j * n + i]!) / 2);
}

/** ‖A − B‖ / ‖B‖ in the Frobenius norm. */
export function relativeDistance(a: Tensor, b: Tensor): number {
  const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));
  return norm(a.data.map((value, i) => value - b.data[i]!)) / (norm(b.data) || 1);
}

/** ‖QᵀQ − I‖ in the Frobenius norm: how far the columns are from orthonormal. */
export function departure(q: Tensor): number {
  const n = q.shape.at(-1)!;
  const product = matmul(mT(q), q).data;
  return Math.hypot(...Array.from(product, (value, at) => value - (at % (n + 1) === 0 ? 1 : 0)));
}

/**
 * The largest σ_min(A − λI) / ‖A‖ over computed eigenvalues λ: the size of the smallest change of A that makes λ exact.
 * Complex numbers stand as [Re −Im; Im Re].
 */
export function eigenvalueError(a: Tensor, { real, imag }: Eigvals): number {
  const n = a.shape[0]!;
  const errors = Array.from(real.data, (alpha, k) => {
    const beta = imag.data[k]!;
    const shifted = matrix(2 * n, 2 * n, (i, j) => {
      const [row, column] = [i % n, j % n];
      if (i < n === j < n) return a.data[row * n + column]! - (row === column ? alpha : 0);
      return row === column ? (i < n ? beta : -beta) : 0;
    });
    return svdvals(shifted).data.at(-1)!;
  });
  return Math.max(...errors) / (Math.hypot(...Array.from(a.data)) || 1);
}
