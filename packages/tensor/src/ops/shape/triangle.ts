import { optionsOf, show } from "../../arguments.ts";
import { showShape } from "../../shape.ts";
import { compute } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { where } from "../select.ts";

export interface TriangleOptions {
  /** Which diagonal bounds the triangle: 0 the main one, 1 the one to the right of it, −1 to the left. */
  diagonal?: number;
}

/** The lower triangles of the matrices in the last two dimensions, diagonal included; 0 above. */
export function tril(x: Tensor, options: TriangleOptions = {}): Tensor {
  const { diagonal = 0 } = optionsOf("tril", options);
  return keep("tril", x, diagonal, (row, column) => column - row <= diagonal);
}

/** The upper triangles of the matrices in the last two dimensions, diagonal included; 0 below. */
export function triu(x: Tensor, options: TriangleOptions = {}): Tensor {
  const { diagonal = 0 } = optionsOf("triu", options);
  return keep("triu", x, diagonal, (row, column) => column - row >= diagonal);
}

function keep(
  name: string,
  x: Tensor,
  diagonal: number,
  inside: (row: number, column: number) => boolean,
): Tensor {
  requireTensor(name, x);
  if (x.ndim < 2) {
    throw new RangeError(`${name}: shape ${showShape(x.shape)}, at least two dimensions are needed`);
  }
  if (!Number.isSafeInteger(diagonal)) {
    throw new RangeError(`${name}: diagonal ${show(diagonal)}, a whole number is needed`);
  }
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const mask = compute(name, [], { shape: [rows, columns], dtype: "bool" }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = Number(inside(Math.floor(i / columns), i % columns));
  });
  return where(mask, x, x.dtype === "bool" ? false : 0);
}
