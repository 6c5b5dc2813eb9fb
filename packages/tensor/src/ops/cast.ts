import { checkDType, type DType, floatingType, isFloating, resultType, type Scalar } from "../dtype.ts";
import { compute, literal, record } from "../tape.ts";
import { requireTensor, Tensor } from "../tensor.ts";

/** A tensor, or a plain value that takes the type of the tensor beside it. */
export type Operand = Tensor | Scalar;

/**
 * The same values in another dtype.
 *
 * To int32 drops the fraction, as asked; NaN, infinities and values beyond int32 are refused. To bool: nonzero is true.
 */
export function to(x: Tensor, dtype: DType): Tensor {
  requireTensor("to", x);
  checkDType("to", dtype);
  if (dtype === x.dtype) return x;
  const y = compute("to", [x], { shape: x.shape, dtype }, (out, a) => {
    if (dtype === "bool") for (let i = 0; i < out.length; i++) out[i] = a[i] === 0 ? 0 : 1;
    else if (dtype === "int32") for (let i = 0; i < out.length; i++) out[i] = Math.trunc(a[i]!);
    else out.set(a);
  });
  if (dtype === "bool" || dtype === "int32") return y;
  return record("to", y, [[x, (g) => to(g, x.dtype)]]);
}

/** A copy in memory of its own; the gradient passes through. */
export function clone(x: Tensor): Tensor {
  requireTensor("clone", x);
  const y = compute("clone", [x], x, (out, a) => out.set(a));
  return record("clone", y, [[x, (g) => g]]);
}

/** Two operands in the dtype where they meet; plain values become 0-D tensors. */
export function promote(where: string, x: Operand, y: Operand): [Tensor, Tensor] {
  if (x instanceof Tensor && y instanceof Tensor && x.dtype === y.dtype) return [x, y];
  checkOperands(where, x, y);
  const dtype = resultType(x, y);
  return [as(where, x, dtype), as(where, y, dtype)];
}

/** As `promote`, for operations whose result has fractions: integers become float32. */
export function promoteFloating(where: string, x: Operand, y: Operand): [Tensor, Tensor] {
  if (x instanceof Tensor && y instanceof Tensor && x.dtype === y.dtype && isFloating(x.dtype)) return [x, y];
  checkOperands(where, x, y);
  const dtype = floatingType(resultType(x, y));
  return [as(where, x, dtype), as(where, y, dtype)];
}

/** The tensor itself, or an integer one in float32. */
export function toFloating(where: string, x: Tensor): Tensor {
  requireTensor(where, x);
  return to(x, floatingType(x.dtype));
}

/** Arithmetic has no meaning on two bools, and a result of 2 would be no bool. */
export function refuseBool(where: string, x: Tensor): void {
  requireTensor(where, x);
  if (x.dtype === "bool") {
    throw new TypeError(
      `${where}: dtype bool, numbers are needed; to("int32") counts, logicalAnd and logicalOr combine`,
    );
  }
}

function checkOperands(where: string, x: Operand, y: Operand): void {
  if (typeof x !== "number" && typeof x !== "boolean") requireTensor(where, x);
  if (typeof y !== "number" && typeof y !== "boolean") requireTensor(where, y);
}

function as(where: string, x: Operand, dtype: DType): Tensor {
  if (x instanceof Tensor) return to(x, dtype);
  if (dtype === "int32" && (Number(x) | 0) !== Number(x)) {
    throw new RangeError(
      `${where}: ${x} beside int32, a whole number from -2147483648 to 2147483647 is needed; to("float64") has room`,
    );
  }
  return literal(Number(x), dtype);
}
