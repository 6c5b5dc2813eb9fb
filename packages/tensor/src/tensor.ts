import { requireFunction } from "./arguments.ts";
import { allocate, checkDType, type DType, isFloating, type TypedArray } from "./dtype.ts";
import { format } from "./format.ts";
import { checkShape, normalizeDim, type Shape, showShape, sizeOf } from "./shape.ts";
import type { TapeNode } from "./tape-node.ts";

/** Numbers nested in arrays as deep as the tensor has dimensions; booleans for a bool tensor. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** One piece of memory. Tensors that share it share this object, so they follow when a compiled function moves it. */
export interface Storage {
  data: TypedArray;
  /** Counts the changes in place. */
  version: number;
  /** Told when somebody may have got hold of the tensor; for memory that is soon used again. */
  seen?(): void;
}

/** Sees ∂L/∂tensor once it is complete; what it returns, if anything, takes its place. */
// biome-ignore lint/suspicious/noConfusingVoidType: a hook that only looks returns nothing
export type GradientHook = (g: Tensor) => Tensor | void;

/**
 * An n-dimensional array that remembers how it was computed.
 *
 * `data` is a typed array in row-major order, to be read afresh after a compiled function ran; it may be a part of a larger
 * `data.buffer`, which then holds other tensors too. Operations return new tensors and never change their inputs; the few
 * in-place ones end in an underscore. The operations themselves are functions in `ops/`, attached as methods by
 * `methods.ts`.
 */
export class Tensor {
  readonly storage: Storage;
  readonly shape: Shape;
  readonly dtype: DType;
  /** The operation that made this tensor, with its inputs; null for a leaf. */
  gradFn: TapeNode | null = null;
  /** Whether `backward` keeps the gradient of this computed tensor too; see `retainGrad`. */
  retainsGrad = false;
  /** What `registerHook` was given; null while there is nothing. */
  hooks: Set<GradientHook> | null = null;
  #requiresGrad = false;
  #grad: Tensor | null = null;

  /**
   * Takes an array as it is, without a copy, or the storage of another tensor, to share it. For a copy, checks and nested
   * arrays use `tensor(…)`.
   */
  constructor(memory: TypedArray | Storage, shape: Shape, dtype: DType) {
    this.storage = ArrayBuffer.isView(memory) ? store(memory, shape, dtype) : memory;
    this.shape = shape;
    this.dtype = dtype;
  }

  get data(): TypedArray {
    watcher?.looked(this);
    return this.storage.data;
  }

  /** ∂(what `backward` was called on)/∂(this), added up over calls; null until then. */
  get grad(): Tensor | null {
    watcher?.read(this);
    this.#grad?.storage.seen?.();
    return this.#grad;
  }

  set grad(gradient: Tensor | null) {
    watcher?.written(this);
    this.#grad = gradient;
  }

  get requiresGrad(): boolean {
    return this.#requiresGrad;
  }

  set requiresGrad(value: boolean) {
    if (value && !isFloating(this.dtype)) {
      throw new TypeError(`requiresGrad: dtype ${this.dtype}, float32 or float64 is needed for gradients`);
    }
    if (!value && this.gradFn) {
      throw new TypeError("requiresGrad: false on a computed tensor, a leaf is needed; detach() gives one");
    }
    this.#requiresGrad = value;
  }

  /** True for a tensor that no recorded operation made: an input or a parameter. */
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  /** Asks `backward` to fill `grad` also here, though this tensor is no leaf. */
  retainGrad(): this {
    if (!this.requiresGrad) {
      throw new TypeError(
        "retainGrad: a tensor that needs no gradient, one computed from requiresGrad is needed",
      );
    }
    this.retainsGrad = true;
    return this;
  }

  /** Calls `hook` with this tensor's gradient in every backward to come; the function returned takes it off again. */
  registerHook(hook: GradientHook): () => void {
    if (!this.requiresGrad) {
      throw new TypeError("registerHook: a tensor that needs no gradient, one with requiresGrad is needed");
    }
    requireFunction("registerHook", "hook", hook);
    // A function of its own, so that one hook given twice runs twice.
    const own: GradientHook = (g) => hook(g);
    this.hooks ??= new Set();
    this.hooks.add(own);
    return () => {
      this.hooks?.delete(own);
    };
  }

  get ndim(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  numel(): number {
    return sizeOf(this.shape);
  }

  /** Size along one dimension; negative ones count from the end. */
  size(dim: number): number {
    if (this.ndim === 0)
      throw new RangeError(`size: dim ${dim} of a 0-D tensor, a tensor with dimensions is needed`);
    return this.shape[normalizeDim("size", dim, this.ndim)]!;
  }

  /** The same memory, cut off from the tape. */
  detach(): Tensor {
    return new Tensor(this.storage, this.shape, this.dtype);
  }

  /** The only element as a number; a bool gives 1 or 0. */
  item(): number {
    if (this.data.length !== 1) {
      throw new RangeError(
        `item: shape ${showShape(this.shape)}, exactly one element is needed; toArray() gives all`,
      );
    }
    return this.data[0]!;
  }

  toArray(): NestedArray {
    let at = 0;
    const nest = (dim: number): NestedArray => {
      if (dim < this.ndim) return Array.from({ length: this.shape[dim]! }, () => nest(dim + 1));
      const value = this.data[at++]!;
      return this.dtype === "bool" ? value === 1 : value;
    };
    return nest(0);
  }

  /** As PyTorch prints: four decimals, columns aligned, the middle of more than 1,000 elements left out. */
  toString(): string {
    return format(this);
  }

  /** What `console.log` shows in Node. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return format(this);
  }
}

/** Follows what is asked of tensors; `compile` does while it records a function. */
export interface GradientWatcher {
  /** Told of each look at a tensor's numbers, before it. */
  looked(tensor: Tensor): void;
  read(tensor: Tensor): void;
  written(tensor: Tensor): void;
}

let watcher: GradientWatcher | null = null;

export function watchGradients(next: GradientWatcher | null): void {
  watcher = next;
}

function store(data: TypedArray, shape: Shape, dtype: DType): Storage {
  checkShape("Tensor", shape);
  checkDType("Tensor", dtype);
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(
      `Tensor: ${data.length} elements for shape ${showShape(shape)}, ${sizeOf(shape)} are needed`,
    );
  }
  if (data.constructor !== allocate(dtype, 0).constructor) {
    throw new TypeError(
      `Tensor: ${data.constructor.name} for dtype ${dtype}, ${allocate(dtype, 0).constructor.name} is needed`,
    );
  }
  return { data, version: 0 };
}

/** Refuses what is no tensor, in the name of the operation that was called. */
export function requireTensor(where: string, ...values: unknown[]): void {
  for (let i = 0; i < values.length; i++) if (!(values[i] instanceof Tensor)) refuse(where, values[i]);
}

function refuse(where: string, value: unknown): never {
  const kind =
    value === null ? "null" : Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
  throw new TypeError(`${where}: ${kind}, a tensor is needed; tensor(…) makes one`);
}
