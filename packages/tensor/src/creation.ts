import { optionsOf, requireNumber, show } from "./arguments.ts";
import { allocate, checkDType, type DType, type TypedArray } from "./dtype.ts";
import { checkShape, type Shape, showShape, sizeOf } from "./shape.ts";
import { constant } from "./tape.ts";
import { type NestedArray, requireTensor, type Tensor } from "./tensor.ts";

export interface TensorOptions {
  /** float32 unless told. */
  dtype?: DType;
  requiresGrad?: boolean;
}

/**
 * A tensor from a number, nested arrays, or a typed array (copied).
 *
 * Numbers become float32, booleans bool, and a typed array keeps its type; `dtype` decides otherwise. A typed array is
 * one dimension unless `shape` says more. A value that int32 or bool cannot hold is refused.
 */
export function tensor(
  data: NestedArray | TypedArray,
  options: TensorOptions & { shape?: Shape } = {},
): Tensor {
  optionsOf("tensor", options);
  const { values, shape, dtype } = ArrayBuffer.isView(data)
    ? fromTyped(data, options)
    : fromNested(data, options);
  const target = checkShape("tensor", options.shape ?? shape);
  if (sizeOf(target) !== values.length) {
    throw new RangeError(
      `tensor: ${values.length} elements for shape ${showShape(target)}, ${sizeOf(target)} are needed`,
    );
  }
  const array = allocate(dtype, values.length);
  for (let i = 0; i < array.length; i++) array[i] = Number(values[i]);
  if (dtype === "int32" || dtype === "bool") refuseLoss("tensor", values, array, dtype);
  return finish(constant(array, target, dtype), options);
}

/** `value` everywhere. */
export function full(shape: Shape, value: number | boolean, options: TensorOptions = {}): Tensor {
  if (typeof value !== "boolean") requireNumber("full", "value", value);
  const dtype = checkDType(
    "full",
    optionsOf("full", options).dtype ?? (typeof value === "boolean" ? "bool" : "float32"),
  );
  const array = allocate(dtype, sizeOf(checkShape("full", shape))).fill(Number(value));
  if (dtype === "int32" || dtype === "bool") refuseLoss("full", [value], array.subarray(0, 1), dtype);
  return finish(constant(array, shape, dtype), options);
}

export function zeros(shape: Shape, options: TensorOptions = {}): Tensor {
  const dtype = checkDType("zeros", optionsOf("zeros", options).dtype ?? "float32");
  return finish(constant(allocate(dtype, sizeOf(checkShape("zeros", shape))), shape, dtype), options);
}

export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 1, options);
}

/** Zeros in the shape and dtype of x. */
export function zerosLike(x: Tensor, options: TensorOptions = {}): Tensor {
  requireTensor("zerosLike", x);
  return zeros(x.shape, { dtype: x.dtype, ...optionsOf("zerosLike", options) });
}

export function onesLike(x: Tensor, options: TensorOptions = {}): Tensor {
  requireTensor("onesLike", x);
  return ones(x.shape, { dtype: x.dtype, ...optionsOf("onesLike", options) });
}

export function fullLike(x: Tensor, value: number | boolean, options: TensorOptions = {}): Tensor {
  requireTensor("fullLike", x);
  return full(x.shape, value, { dtype: x.dtype, ...optionsOf("fullLike", options) });
}

/** The n × m matrix with ones on its diagonal; square unless m is given. */
export function eye(n: number, options: TensorOptions & { m?: number } = {}): Tensor {
  const { m = n, ...rest } = optionsOf("eye", options);
  const dtype = checkDType("eye", rest.dtype ?? "float32");
  const array = allocate(dtype, sizeOf(checkShape("eye", [n, m])));
  for (let i = 0; i < Math.min(n, m); i++) array[i * m + i] = 1;
  return finish(constant(array, [n, m], dtype), rest);
}

/** start, start + step, … up to but without end; `arange(n)` is 0 to n − 1. */
export function arange(start: number, end?: number, options: TensorOptions & { step?: number } = {}): Tensor {
  const { step = 1, ...rest } = optionsOf("arange", options);
  for (const value of [start, end ?? 0, step]) requireNumber("arange", "start, end or step", value);
  const [from, until] = end === undefined ? [0, start] : [start, end];
  const size = Math.ceil((until - from) / step);
  if (!(Number.isFinite(size) && size >= 0)) {
    throw new RangeError(
      `arange: from ${from} to ${until} by ${step}, a finite step that leads from the first to the second is needed`,
    );
  }
  return tensor(
    allocate("float64", size).map((_, i) => from + i * step),
    { dtype: "float32", ...rest },
  );
}

/** `steps` numbers at equal distances, both ends included. */
export function linspace(start: number, end: number, steps: number, options: TensorOptions = {}): Tensor {
  checkShape("linspace", [steps]);
  requireNumber("linspace", "start", start);
  requireNumber("linspace", "end", end);
  optionsOf("linspace", options);
  const width = (end - start) / (steps - 1);
  const at = (i: number): number => (i < steps / 2 ? start + i * width : end - (steps - 1 - i) * width);
  const values = allocate("float64", steps).map((_, i) => (steps === 1 ? start : at(i)));
  return tensor(values, { dtype: "float32", ...options });
}

function finish(made: Tensor, { requiresGrad = false }: TensorOptions): Tensor {
  made.requiresGrad = requiresGrad;
  return made;
}

interface Source {
  values: ArrayLike<number | boolean>;
  shape: Shape;
  dtype: DType;
}

function fromTyped(data: ArrayBufferView, options: TensorOptions): Source {
  const values = data as TypedArray;
  if (options.dtype !== undefined) {
    if (!(typeof values.length === "number" && typeof (values[0] ?? 0) === "number")) throw unknown(data);
    return { values, shape: [values.length], dtype: checkDType("tensor", options.dtype) };
  }
  if (data instanceof Float32Array) return { values: data, shape: [data.length], dtype: "float32" };
  if (data instanceof Float64Array) return { values: data, shape: [data.length], dtype: "float64" };
  if (data instanceof Int32Array) return { values: data, shape: [data.length], dtype: "int32" };
  throw unknown(data);
}

function fromNested(data: NestedArray, options: TensorOptions): Source {
  const values: (number | boolean)[] = [];
  const shape: number[] = [];
  for (let level: NestedArray = data; Array.isArray(level); level = level[0] as NestedArray)
    shape.push(level.length);
  collect(data, shape, [], values);
  const bools = values.length > 0 && values.every((value) => typeof value === "boolean");
  return {
    values,
    shape,
    dtype: checkDType("tensor", options.dtype ?? (bools ? "bool" : "float32")),
  };
}

function collect(
  data: NestedArray,
  shape: Shape,
  path: readonly number[],
  values: (number | boolean)[],
): void {
  const place = `element ${showShape(path)}`;
  if (path.length === shape.length) {
    if (typeof data !== "number" && typeof data !== "boolean") {
      if (Array.isArray(data)) throw ragged(place, `an array of ${data.length}`, "a number");
      throw new TypeError(
        `tensor: ${place} is of type ${data === null ? "null" : typeof data}, a number is needed`,
      );
    }
    values.push(data);
    return;
  }
  const n = shape[path.length]!;
  if (!Array.isArray(data)) throw ragged(place, show(data), `an array of ${n}`);
  if (data.length !== n) throw ragged(place, `an array of ${data.length}`, `${n} as in the first of its row`);
  data.forEach((inner: NestedArray, i) => {
    collect(inner, shape, [...path, i], values);
  });
}

function ragged(place: string, given: string, needed: string): RangeError {
  return new RangeError(
    `tensor: ${place} is ${given}, ${needed} is needed; every row must have the same length`,
  );
}

function unknown(data: ArrayBufferView): TypeError {
  return new TypeError(
    `tensor: a ${data.constructor.name} without dtype, Float32Array, Float64Array or Int32Array is needed; pass { dtype } for other arrays of numbers`,
  );
}

function refuseLoss(
  where: string,
  values: ArrayLike<number | boolean>,
  stored: TypedArray,
  dtype: "int32" | "bool",
): void {
  for (let i = 0; i < stored.length; i++) {
    const whole = stored[i] === Number(values[i]);
    if (whole && (dtype === "int32" || stored[i]! <= 1)) continue;
    const needed =
      dtype === "int32" ? "a whole number from -2147483648 to 2147483647" : "true, false, 1 or 0";
    throw new RangeError(`${where}: ${values[i]} at element ${i} for dtype ${dtype}, ${needed} is needed`);
  }
}
