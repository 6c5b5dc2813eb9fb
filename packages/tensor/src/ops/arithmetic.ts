import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { allFloat32, zip } from "../zip.ts";
import { sumTo } from "./broadcast.ts";
import { type Operand, promote, promoteFloating, refuseBool } from "./cast.ts";

/** x + y. */
export function add(x: Operand, y: Operand): Tensor {
  const [a, b] = numbers("add", x, y);
  const z = zip("add", a, b, (out, p, q) => {
    if (allFloat32(out, p, q)) for (let i = 0; i < out.length; i++) out[i] = p[i]! + q[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = p[i]! + q[i]!;
  });
  return record("add", z, [
    [a, (g) => sumTo(g, a.shape)],
    [b, (g) => sumTo(g, b.shape)],
  ]);
}

/** x − y. */
export function sub(x: Operand, y: Operand): Tensor {
  const [a, b] = numbers("sub", x, y);
  const z = zip("sub", a, b, (out, p, q) => {
    if (allFloat32(out, p, q)) for (let i = 0; i < out.length; i++) out[i] = p[i]! - q[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = p[i]! - q[i]!;
  });
  return record("sub", z, [
    [a, (g) => sumTo(g, a.shape)],
    [b, (g) => sumTo(neg(g), b.shape)],
  ]);
}

/** x · y, element by element. */
export function mul(x: Operand, y: Operand): Tensor {
  const [a, b] = numbers("mul", x, y);
  const z = zip("mul", a, b, (out, p, q) => {
    if (allFloat32(out, p, q)) for (let i = 0; i < out.length; i++) out[i] = p[i]! * q[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = p[i]! * q[i]!;
  });
  return record("mul", z, [
    [a, (g) => sumTo(mul(g, b), a.shape), b],
    [b, (g) => sumTo(mul(g, a), b.shape), a],
  ]);
}

/** x / y; integers are divided in float32. */
export function div(x: Operand, y: Operand): Tensor {
  const [a, b] = promoteFloating("div", x, y);
  const z = zip("div", a, b, (out, p, q) => {
    if (allFloat32(out, p, q)) for (let i = 0; i < out.length; i++) out[i] = p[i]! / q[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = p[i]! / q[i]!;
  });
  return record("div", z, [
    [a, (g) => sumTo(div(g, b), a.shape), b],
    [b, (g) => sumTo(neg(div(mul(g, div(a, b)), b)), b.shape), a, b],
  ]);
}

/** −x. */
export function neg(x: Tensor): Tensor {
  refuseBool("neg", x);
  const y = compute("neg", [x], x, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = -a[i]!;
  });
  return record("neg", y, [[x, (g) => neg(g)]]);
}

function numbers(where: string, x: Operand, y: Operand): [Tensor, Tensor] {
  const [a, b] = promote(where, x, y);
  refuseBool(where, a);
  return [a, b];
}
