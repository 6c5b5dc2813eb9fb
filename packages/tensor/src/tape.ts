import { allocate, type DType, type TypedArray } from "./dtype.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";

/** From ∂L/∂output to ∂L/∂input. Written in tensor operations, so that it can itself be differentiated. */
export type Gradient = (g: Tensor) => Tensor;

/**
 * An input of an operation, the gradient that flows back to it, and the tensors whose values that gradient reads:
 * for z = a · b the edge to a is [a, (g) => mul(g, b), b].
 */
export type Edge = readonly [input: Tensor, gradient: Gradient, ...reads: Tensor[]];

/** Fills `out` from the data of up to three inputs. */
export type Kernel = (out: TypedArray, a: TypedArray, b: TypedArray, c: TypedArray) => void;

let recording = true;

/**
 * Runs one operation's forward loop and returns its result, not yet on the tape.
 *
 * Every operation computes through this function or through `view`. Integers are computed in float64 and stored only if
 * they fit: an overflow is an error, never a wrapped number.
 */
export function compute(
  name: string,
  inputs: readonly Tensor[],
  like: { readonly shape: Shape; readonly dtype: DType },
  kernel: Kernel,
): Tensor {
  const { shape, dtype } = like;
  const size = sizeOf(shape);
  const out = dtype === "int32" ? new Float64Array(size) : allocate(dtype, size);
  kernel(out, inputs[0]?.data as TypedArray, inputs[1]?.data as TypedArray, inputs[2]?.data as TypedArray);
  return new Tensor(dtype === "int32" ? wholeNumbers(name, out) : out, shape, dtype);
}

/** Another shape on the same memory, not yet on the tape. */
export function view(x: Tensor, shape: Shape): Tensor {
  return new Tensor(x.data, shape, x.dtype, x.version);
}

/** Puts the operation that made `output` on the tape, if gradients are on and an input needs one. */
export function record(name: string, output: Tensor, edges: readonly Edge[]): Tensor {
  if (!recording) return output;
  const tracked = edges.filter(([input]) => input.requiresGrad);
  if (tracked.length === 0) return output;
  output.gradFn = new TapeNode(name, tracked);
  output.requiresGrad = true;
  return output;
}

/** One entry of the tape. */
export class TapeNode {
  /** The operation, "mul". */
  readonly name: string;
  #edges: readonly Edge[] | null;
  /** What the gradients read, with its version counts at the time of recording. */
  #reads: readonly Tensor[];
  #versions: readonly number[];

  constructor(name: string, edges: readonly Edge[]) {
    this.name = name;
    this.#edges = edges;
    this.#reads = edges.flatMap(([, , ...reads]) => reads);
    this.#versions = this.#reads.map((tensor) => tensor.version.count);
  }

  /** The inputs that need a gradient; none after the graph was freed. */
  get inputs(): readonly Tensor[] {
    return this.#edges?.map(([input]) => input) ?? [];
  }

  get freed(): boolean {
    return this.#edges === null;
  }

  /** ∂L/∂input for each of `inputs`, given ∂L/∂output. */
  backward(g: Tensor): Tensor[] {
    this.check();
    return this.#edges!.map(([, gradient]) => gradient(g));
  }

  /** Throws if the node was freed, or if what its gradients read was changed in place since. */
  check(): void {
    if (!this.#edges) {
      throw new RangeError(
        `backward: the graph at ${this.name} was freed by an earlier backward, a live one is needed; pass { retainGraph: true } to the earlier call`,
      );
    }
    for (let i = 0; i < this.#reads.length; i++) {
      const now = this.#reads[i]!.version.count;
      if (now === this.#versions[i]) continue;
      throw new RangeError(
        `backward: a tensor that ${this.name} needs was changed in place (version ${now}), version ${this.#versions[i]} is needed; change it after backward, or a clone`,
      );
    }
  }

  /** Lets go of everything that only `backward` needed. */
  free(): void {
    this.#edges = null;
    this.#reads = [];
  }
}

/** Runs `body` without recording: nothing inside needs gradients. For parameter updates and evaluation. */
export function noGrad<T>(body: () => T): T {
  return withRecording("noGrad", false, body);
}

/** Runs `body` with recording on, also inside `noGrad`. */
export function enableGrad<T>(body: () => T): T {
  return withRecording("enableGrad", true, body);
}

export function isGradEnabled(): boolean {
  return recording;
}

function withRecording<T>(where: string, value: boolean, body: () => T): T {
  const before = recording;
  recording = value;
  try {
    const result = body();
    if (result instanceof Promise) {
      throw new TypeError(`${where}: the body returned a promise, a synchronous function is needed`);
    }
    return result;
  } finally {
    recording = before;
  }
}

function wholeNumbers(name: string, values: TypedArray): Int32Array {
  const whole = new Int32Array(values);
  for (let i = 0; i < whole.length; i++) {
    if (whole[i] !== values[i]) {
      throw new RangeError(
        `${name}: ${values[i]} at element ${i} of an int32 result, a whole number from -2147483648 to 2147483647 is needed; to("float64") has room`,
      );
    }
  }
  return whole;
}
