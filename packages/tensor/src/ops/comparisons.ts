import type { TypedArray } from "../dtype.ts";
import { compute } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { zip } from "../zip.ts";
import { type Operand, promote, to } from "./cast.ts";

/** x = y, element by element, as a bool tensor. */
export function eq(x: Operand, y: Operand): Tensor {
  return compare("eq", x, y, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i] === q[i] ? 1 : 0;
  });
}

/** x ≠ y; NaN differs from everything, itself included. */
export function ne(x: Operand, y: Operand): Tensor {
  return compare("ne", x, y, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i] !== q[i] ? 1 : 0;
  });
}

/** x < y. */
export function lt(x: Operand, y: Operand): Tensor {
  return compare("lt", x, y, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! < q[i]! ? 1 : 0;
  });
}

/** x ≤ y. */
export function le(x: Operand, y: Operand): Tensor {
  return compare("le", x, y, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! <= q[i]! ? 1 : 0;
  });
}

/** x > y. */
export function gt(x: Operand, y: Operand): Tensor {
  return lt(y, x);
}

/** x ≥ y. */
export function ge(x: Operand, y: Operand): Tensor {
  return le(y, x);
}

/** True where both are nonzero. */
export function logicalAnd(x: Tensor, y: Tensor): Tensor {
  requireTensor("logicalAnd", x, y);
  return zip("logicalAnd", to(x, "bool"), to(y, "bool"), (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! & q[i]!;
  });
}

/** True where at least one is nonzero. */
export function logicalOr(x: Tensor, y: Tensor): Tensor {
  requireTensor("logicalOr", x, y);
  return zip("logicalOr", to(x, "bool"), to(y, "bool"), (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = p[i]! | q[i]!;
  });
}

/** True where x is zero. */
export function logicalNot(x: Tensor): Tensor {
  requireTensor("logicalNot", x);
  return compute("logicalNot", [x], { shape: x.shape, dtype: "bool" }, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] === 0 ? 1 : 0;
  });
}

function compare(
  name: string,
  x: Operand,
  y: Operand,
  kernel: (out: TypedArray, p: TypedArray, q: TypedArray) => void,
): Tensor {
  const [a, b] = promote(name, x, y);
  return zip(name, a, b, kernel, "bool");
}
