import { allocate } from "../dtype.ts";
import { transpose } from "../ops/permute.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { where } from "../ops/select.ts";
import { Tensor } from "../tensor.ts";
import { sidesOf } from "./matrices.ts";

/** Parts of matrices, in which the gradients of the decompositions are written. */

/** The transposes of the matrices of a batch. */
export function mT(x: Tensor): Tensor {
  return transpose(x, -2, -1);
}

/** x on and below the k-th diagonal above the main one, 0 elsewhere. */
export function lowerPart(x: Tensor, k = 0): Tensor {
  return where(
    mask(sidesOf(x), (i, j) => j - i <= k),
    x,
    0,
  );
}

/** x on and above the k-th diagonal above the main one, 0 elsewhere. */
export function upperPart(x: Tensor, k = 0): Tensor {
  return where(
    mask(sidesOf(x), (i, j) => j - i >= k),
    x,
    0,
  );
}

/** The diagonal matrices with these diagonals: [..., n] gives [..., n, n]. */
export function diagonalMatrix(d: Tensor): Tensor {
  const n = d.shape.at(-1)!;
  return where(
    mask([n, n], (i, j) => i === j),
    unsqueeze(d, -1),
    0,
  );
}

/** The identity of size n in the dtype of x. */
export function identity(n: number, { dtype }: Tensor): Tensor {
  const data = allocate(dtype, n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return new Tensor(data, [n, n], dtype);
}

/** True where the condition on row and column holds. */
export function mask([m, n]: readonly [number, number], holds: (i: number, j: number) => boolean): Tensor {
  const data = new Uint8Array(m * n);
  for (let at = 0; at < data.length; at++) data[at] = holds(Math.floor(at / n), at % n) ? 1 : 0;
  return new Tensor(data, [m, n], "bool");
}
