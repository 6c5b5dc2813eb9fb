import { append, create, Float64, isArray, isView, View } from "./intrinsics.ts";

/** Numbers in row-major order with the shape that they came in; a single number has the shape []. */
export interface Flat {
  shape: number[];
  data: Float64Array;
}

/** What `close` can compare: a number, arrays nested to any depth, typed arrays, and tensors. */
export type Numeric = number | ArrayLike<number> | readonly Numeric[] | TensorLike;

/** A tensor of any library: a shape, and either `toArray()` or the elements in row-major order. */
export interface TensorLike {
  readonly shape: ArrayLike<number>;
  readonly data?: ArrayLike<number>;
  toArray?(): unknown;
}

const deepest = 16;

/** Reads numbers out of a value, or says in words what stands in the way. Each element is read exactly once. */
export function flatten(value: unknown): Flat | string {
  if (typeof value === "number") return flat([], [value]);
  if (isTensorLike(value)) return flattenTensor(value);
  if (!isList(value)) return `${kindOf(value)}, not a number, an array or a tensor`;
  const shape: number[] = [];
  const data: number[] = [];
  const problem = collect(value, 0, "", shape, data);
  return problem ?? flat(shape, data);
}

/** The place of an element in words: "[1][0]", or "" for a single number. */
export function place(index: number, shape: readonly number[]): string {
  let text = "";
  let rest = index;
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    text = `[${rest % size}]${text}`;
    rest = (rest - (rest % size)) / size;
  }
  return text;
}

/** "a string", "undefined", "an object": the kind of a value, in words. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (typeof value === "object") return isList(value) ? "an array" : "an object";
  return `a ${typeof value}`;
}

export function isTensorLike(value: unknown): value is TensorLike {
  if (typeof value !== "object" || value === null || isList(value)) return false;
  const { shape, data, toArray } = value as Partial<TensorLike>;
  if (typeof shape !== "object" || shape === null || !isList(shape)) return false;
  return typeof toArray === "function" || (typeof data === "object" && data !== null && isList(data));
}

export function isList(value: unknown): value is ArrayLike<unknown> {
  return isArray(value) || (isView(value) && !(value instanceof View));
}

function flattenTensor(tensor: TensorLike): Flat | string {
  const shape: number[] = [];
  let size = 1;
  for (let d = 0; d < tensor.shape.length; d++) {
    append(shape, tensor.shape[d]!);
    size *= tensor.shape[d]!;
  }
  const inner = flatten(typeof tensor.toArray === "function" ? tensor.toArray() : tensor.data);
  if (typeof inner === "string") return `a tensor that holds ${inner}`;
  if (inner.data.length !== size)
    return `a tensor with ${inner.data.length} elements, where its shape [${listed(shape)}] has ${size}`;
  return { shape, data: inner.data };
}

/** Appends the numbers below `list` to `data`; the first path down fixes the shape that all others must have. */
function collect(
  list: ArrayLike<unknown>,
  depth: number,
  at: string,
  shape: number[],
  data: number[],
): string | undefined {
  if (depth === deepest) return `arrays nested more than ${deepest} deep`;
  const { length } = list;
  if (depth === shape.length && data.length === 0) append(shape, length);
  else if (depth >= shape.length) return `a ragged array: ${at} is an array among numbers`;
  else if (shape[depth] !== length)
    return `a ragged array: ${at} has ${length} elements, the ones before it ${shape[depth]}`;
  for (let i = 0; i < length; i++) {
    const element = list[i];
    const here = `${at}[${i}]`;
    if (typeof element === "number") {
      if (depth !== shape.length - 1) return `a ragged array: ${here} is a number among arrays`;
      append(data, element);
    } else if (isTensorLike(element) || !isList(element)) {
      return `an array in which ${here} is ${kindOf(element)}`;
    } else {
      const problem = collect(element, depth + 1, here, shape, data);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function flat(shape: number[], numbers: readonly number[]): Flat {
  const data = new Float64(numbers.length);
  for (let i = 0; i < numbers.length; i++) data[i] = numbers[i]!;
  const result = create(null) as Flat;
  result.shape = shape;
  result.data = data;
  return result;
}

export function listed(numbers: readonly number[]): string {
  let text = "";
  for (let i = 0; i < numbers.length; i++) text += (i === 0 ? "" : ", ") + numbers[i];
  return text;
}
