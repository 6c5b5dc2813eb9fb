import { transpose } from "../ops/permute.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { where } from "../ops/select.ts";
import { Tensor } from "../tensor.ts";

/** Parts of matrices, in which the gradients of the decompositions are written. */

/** The transposes of the matrices of a batch. */
export function mT(x: Tensor): Tensor {
  return transpose(x, -2, -1);
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

/** True where the condition on row and column holds. */
export function mask([m, n]: readonly [number, number], holds: (i: number, j: number) => boolean): Tensor {
  const data = new Uint8Array(m * n);
  for (let at = 0; at < data.length; at++) data[at] = holds(Math.floor(at / n), at % n) ? 1 : 0;
  return new Tensor(data, [m, n], "bool");
}
