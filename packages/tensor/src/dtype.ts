import { show } from "./arguments.ts";

/**
 * The four element types, and the rule that decides the type of a result.
 *
 * Promotion is PyTorch's: bool < int32 < float32 < float64, where a tensor with dimensions outranks one without, and both
 * outrank a plain number, unless the lower-ranked one is of a higher category (bool, integer, floating).
 * A JavaScript number counts as an integer when its value is whole, otherwise as floating.
 */
export type DType = "bool" | "int32" | "float32" | "float64";

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** What an operation accepts beside a tensor. */
export type Scalar = number | boolean;

/** Operands of a promotion: anything with a dtype and a shape, or a plain value. */
export type Typed = { readonly dtype: DType; readonly shape: readonly number[] } | Scalar;

const order: readonly DType[] = ["bool", "int32", "float32", "float64"];

/** Where integers meet an operation that needs fractions, they become this. */
const defaultFloat: DType = "float32";

export function isFloating(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

export function checkDType(where: string, dtype: DType): DType {
  if (!order.includes(dtype)) {
    throw new TypeError(`${where}: dtype ${show(dtype)}, one of ${order.join(", ")} is needed`);
  }
  return dtype;
}

/** A zeroed array for `size` elements; bool is kept as bytes 0 and 1. */
export function allocate(dtype: DType, size: number): TypedArray {
  try {
    return arrayOf(dtype, size);
  } catch {
    throw new RangeError(
      `memory: ${size} elements of ${dtype}, fewer are needed; the machine gives no more at once`,
    );
  }
}

function arrayOf(dtype: DType, size: number): TypedArray {
  if (dtype === "float32") return new Float32Array(size);
  if (dtype === "float64") return new Float64Array(size);
  if (dtype === "int32") return new Int32Array(size);
  return new Uint8Array(size);
}

function scalarDType(value: Scalar): DType {
  if (typeof value === "boolean") return "bool";
  return Number.isInteger(value) ? "int32" : defaultFloat;
}

/** The larger of two types in bool < int32 < float32 < float64. */
export function promoteTypes(a: DType, b: DType): DType {
  checkDType("promoteTypes", a);
  checkDType("promoteTypes", b);
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** The type in which operands meet: `resultType(int32 tensor, 0.5)` is float32, `resultType(float32 tensor, 0.5)` too. */
export function resultType(...operands: Typed[]): DType {
  const ranks: (DType | undefined)[] = [undefined, undefined, undefined];
  for (const operand of operands) {
    checkTyped(operand);
    const plain = typeof operand !== "object";
    const rank = plain ? 2 : operand.shape.length === 0 ? 1 : 0;
    const dtype = plain ? scalarDType(operand) : operand.dtype;
    const before = ranks[rank];
    ranks[rank] = before === undefined ? dtype : promoteTypes(before, dtype);
  }
  return ranks.reduce(outranks)!;
}

function checkTyped(operand: Typed): void {
  if (typeof operand === "number" || typeof operand === "boolean") return;
  const { dtype, shape } = Object(operand) as { dtype?: unknown; shape?: unknown };
  if (order.includes(dtype as DType) && Array.isArray(shape)) return;
  throw new TypeError(`resultType: ${show(operand)}, a tensor, a number or a boolean is needed`);
}

/** Integers and bools become the default float; floats stay. */
export function floatingType(dtype: DType): DType {
  return isFloating(dtype) ? dtype : defaultFloat;
}

function outranks(higher: DType | undefined, lower: DType | undefined): DType | undefined {
  if (higher === undefined) return lower;
  if (lower === undefined || category(lower) <= category(higher)) return higher;
  return lower;
}

function category(dtype: DType): number {
  return isFloating(dtype) ? 2 : order.indexOf(dtype);
}
