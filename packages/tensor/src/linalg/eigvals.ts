/**
 * The eigenvalues λ = α + iβ of a general square matrix, by balancing, Hessenberg form and Francis's QR (`hessenberg.ts`).
 *
 * The computed values are the exact ones of A + E with ‖E‖ of order n ε ‖A‖; how far they move depends on A. For the
 * gradient of a simple eigenvalue, border A − λ I by vectors b, c that are not orthogonal to its eigenvectors:
 *
 *   [A − λI  b; cᵀ  0]⁻¹ = [·  x; yᵀ  0]  holds them,  A x = λ x,  yᵀ A = λ yᵀ,  and  ∂λ/∂a_ij = y_i x_j / (yᵀ x)
 *
 * (Griewank and Reddien 1984; Magnus 1985, On differentiating eigenvalues and eigenvectors.) Complex numbers stand as
 * [Re −Im; Im Re], so this is one batched `inv`, n⁴ operations, and differentiable again. Where eigenvalues coincide the
 * gradient does not exist.
 */
import type { TypedArray } from "../dtype.ts";
import { add, div, mul, neg, sub } from "../ops/arithmetic.ts";
import { sum } from "../ops/broadcast.ts";
import { to } from "../ops/cast.ts";
import { matmul } from "../ops/matmul.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { type Range, slice } from "../ops/slice.ts";
import { compute, constant as constantTensor, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { generalEigenvalues } from "./hessenberg.ts";
import {
  batchOf,
  eachMatrix,
  inBatch,
  jointly,
  largest,
  requireFinite,
  requireSquare,
  sidesOf,
} from "./matrices.ts";
import { mT } from "./parts.ts";
import { inv } from "./solve.ts";

/** There is no complex dtype: λ_k is real_k + i · imag_k. */
export interface Eigvals {
  /** [..., n], from the smallest; equal ones by imaginary part. */
  real: Tensor;
  imag: Tensor;
}

export function eigvals(x: Tensor): Eigvals {
  const a = requireSquare("eigvals", x);
  requireFinite("eigvals", a);
  const [n] = sidesOf(a);
  const found = jointly((data) => decompose(data, a));
  const like = { shape: [...batchOf(a), n], dtype: a.dtype };
  const real = compute("eigvals", [a], like, (out, p) => out.set(found(p).real));
  const imag = compute("eigvals", [a], like, (out, p) => out.set(found(p).imag));
  // dL = Re(ḡ dλ): ḡ is g for the real part and −i g for the imaginary.
  record("eigvals", real, [[a, (g) => toA({ a, real, imag }, [g, mul(g, 0)]), a, real, imag]]);
  record("eigvals", imag, [[a, (g) => toA({ a, real, imag }, [mul(g, 0), neg(g)]), a, real, imag]]);
  return { real, imag };
}

function decompose(data: TypedArray, a: Tensor): { real: Float64Array; imag: Float64Array } {
  const [n] = sidesOf(a);
  const size = data.length / Math.max(n, 1);
  const found = { real: new Float64Array(size), imag: new Float64Array(size) };
  eachMatrix(Float64Array.from(data), a, (matrix, index) => {
    const values = generalEigenvalues(matrix, n);
    if (!values) {
      throw new RangeError(
        `eigvals: no convergence after 60 steps for one eigenvalue${inBatch(index, a)}, another matrix is needed; a change of a few roundings helps`,
      );
    }
    const { real, imag } = values;
    const order = Array.from(real.keys()).sort((i, j) => real[i]! - real[j]! || imag[i]! - imag[j]!);
    order.forEach((from, k) => {
      found.real[index * n + k] = real[from]!;
      found.imag[index * n + k] = imag[from]!;
    });
  });
  return found;
}

/** Re Σ_k w_k y_k x_kᵀ / (y_kᵀ x_k) for the weights w = [Re, Im], each [..., n]. */
function toA(
  { a, real, imag }: { a: Tensor; real: Tensor; imag: Tensor },
  [wr, wi]: readonly [Tensor, Tensor],
): Tensor {
  const { xr, xi, yr, yi } = vectors(to(a, "float64"), to(real, "float64"), to(imag, "float64"));
  // s = yᵀ x, and w / s = w s̄ / |s|².
  const sr = sum(sub(mul(yr, xr), mul(yi, xi)), { dim: -1 });
  const si = sum(add(mul(yr, xi), mul(yi, xr)), { dim: -1 });
  const square = add(mul(sr, sr), mul(si, si));
  const qr = unsqueeze(div(add(mul(wr, sr), mul(wi, si)), square), -1);
  const qi = unsqueeze(div(sub(mul(wi, sr), mul(wr, si)), square), -1);
  const zr = sub(mul(qr, yr), mul(qi, yi));
  const zi = add(mul(qr, yi), mul(qi, yr));
  return to(sub(matmul(mT(zr), xr), matmul(mT(zi), xi)), a.dtype);
}

/** Right vectors x and left vectors y of each eigenvalue, in rows: [..., n eigenvalues, n]. */
function vectors(a: Tensor, real: Tensor, imag: Tensor): { xr: Tensor; xi: Tensor; yr: Tensor; yi: Tensor } {
  const [n] = sidesOf(a);
  const side = 2 * (n + 1);
  const constant = (entry: (i: number, j: number) => number, columns = side): Tensor => {
    const data = new Float64Array(side * columns);
    for (let at = 0; at < data.length; at++) data[at] = entry(Math.floor(at / columns), at % columns);
    return constantTensor(data, [side, columns], "float64");
  };
  // Rows 0 … n − 1 hold the real part, row n its border; n + 1 … 2n and 2n + 1 the same for the imaginary part.
  const upper = constant((i, j) => (i === j ? 1 : 0), n);
  const lower = constant((i, j) => (i === j + n + 1 ? 1 : 0), n);
  const entryOf = (i: number): number => Math.cos(1 + i * i);
  // In the scale of A: its largest number, or 1.
  const scale = compute("eigvals", [a], { shape: [], dtype: "float64" }, (out, p) => {
    out[0] = largest(p) || 1;
  });
  const border = constant((i, j) => {
    const sameHalf = i > n === j > n;
    const [row, column] = [i % (n + 1), j % (n + 1)];
    if (!sameHalf || (row === n) === (column === n)) return 0;
    return row === n ? entryOf(column) : entryOf(row);
  });
  const unit = constant((i, j) => (i === j && i % (n + 1) < n ? 1 : 0));
  const turn = constant((i, j) => {
    if (i % (n + 1) === n || Math.abs(i - j) !== n + 1) return 0;
    return i > j ? 1 : -1;
  });
  const embedded = add(
    add(matmul(matmul(upper, a), mT(upper)), matmul(matmul(lower, a), mT(lower))),
    mul(border, scale),
  );
  const scaled = (x: Tensor, matrix: Tensor): Tensor => mul(unsqueeze(unsqueeze(x, -1), -1), matrix);
  const bordered = sub(sub(unsqueeze(embedded, -3), scaled(real, unit)), scaled(imag, turn));
  const inverse = inv(bordered);
  const all = real.shape.map((): Range => null);
  const part = (rows: Range, columns: Range): Tensor => slice(inverse, ...all, rows, columns);
  return {
    xr: part([0, n], n),
    xi: part([n + 1, 2 * n + 1], n),
    yr: part(n, [0, n]),
    yi: part(2 * n + 1, [0, n]),
  };
}
