import { requireArray, requireFunction } from "./arguments.ts";
import { allocate, type DType, type TypedArray } from "./dtype.ts";
import { allocateResult } from "./result-memory.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { type Edge, TapeNode } from "./tape-node.ts";
import { type GradientWatcher, requireTensor, Tensor, watchGradients } from "./tensor.ts";

/** Fills `out`, which holds zeros, from the data of the inputs and from nothing else that changes. */
export type Kernel = (out: TypedArray, ...inputs: TypedArray[]) => void;

/** What decides an operation beside its inputs, for those who translate it: dims, order, strides. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One step of a computation: how `compute` was called. */
export interface Operation {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  readonly dtype: DType;
  readonly kernel: Kernel;
  readonly attributes: Attributes;
}

/** Takes the steps of a computation instead of their being carried out; `compile` has one. */
export interface Recorder {
  /** Returns a stand-in for the result. */
  compute(operation: Operation): Tensor;
  /** Notes that the memory of x takes the value, which has its shape and dtype. */
  assign(x: Tensor, value: Tensor): void;
  /** Notes a check that reads data and throws. */
  inspect(inputs: readonly Tensor[], look: (...inputs: TypedArray[]) => void): void;
  /** Whether it takes operations as a whole for which there is code: attention, convolutions. */
  readonly takesWhole: boolean;
  /** Told of each look at a tensor's gradient, and of each change, before it. */
  readonly gradients: GradientWatcher;
}

let recording = true;
let recorder: Recorder | null = null;

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
  attributes: Attributes = none,
): Tensor {
  const { shape, dtype } = like;
  if (recorder) return recorder.compute({ name, inputs, shape, dtype, kernel, attributes });
  const out = allocateResult(dtype === "int32" ? "float64" : dtype, sizeOf(shape));
  run(kernel, out, inputs);
  // The storage of a result is made here, as it needs none of the constructor's checks.
  return new Tensor({ data: dtype === "int32" ? wholeNumbers(name, out) : out, version: 0 }, shape, dtype);
}

const none: Attributes = {};

function run(kernel: Kernel, out: TypedArray, inputs: readonly Tensor[]): void {
  if (inputs.length === 2) kernel(out, inputs[0]!.data, inputs[1]!.data);
  else if (inputs.length === 1) kernel(out, inputs[0]!.data);
  else if (inputs.length === 3) kernel(out, inputs[0]!.data, inputs[1]!.data, inputs[2]!.data);
  else kernel(out, ...inputs.map(({ data }) => data));
}

/** Another shape on the same memory, not yet on the tape. */
export function view(x: Tensor, shape: Shape): Tensor {
  return new Tensor(x.storage, shape, x.dtype);
}

/** A plain number among tensors. */
export function literal(value: number, dtype: DType): Tensor {
  if (recorder) return compute("literal", [], { shape: [], dtype }, (out) => out.fill(value), { value });
  const data = allocate(dtype, 1);
  data[0] = value;
  return new Tensor(data, [], dtype);
}

/** Numbers that the program itself wrote down; `data` must not be changed afterwards. */
export function constant(data: TypedArray, shape: Shape, dtype: DType): Tensor {
  if (recorder) return compute("constant", [], { shape, dtype }, (out) => out.set(data));
  return new Tensor(data, shape, dtype);
}

/** Writes `value`, of the same shape and dtype, into the memory of x. */
export function assign(x: Tensor, value: Tensor): void {
  if (recorder) recorder.assign(x, value);
  else x.data.set(value.data);
  x.storage.version++;
}

/** Runs a check that reads the inputs' data and throws where it does not hold. */
export function inspect(inputs: readonly Tensor[], look: (...inputs: TypedArray[]) => void): void {
  requireArray("inspect", "inputs", inputs);
  requireTensor("inspect", ...inputs);
  requireFunction("inspect", "look", look);
  if (recorder) recorder.inspect(inputs, look);
  else look(...inputs.map(({ data }) => data));
}

/** Runs `body` with every operation noted by `to` instead of carried out. */
export function recordTo<T>(to: Recorder, body: () => T): T {
  return withRecorder(to, body);
}

/**
 * Runs `body` at once, also while a function is being compiled: for state that outlives the call, such as an optimiser's
 * buffers.
 */
export function eagerly<T>(body: () => T): T {
  requireFunction("eagerly", "body", body);
  return withRecorder(null, body);
}

/** Whether operations are noted for `compile` rather than carried out. */
export function isCompiling(): boolean {
  return recorder !== null;
}

/** Whether an operation may be noted as a whole rather than composed of others. */
export function recordsWhole(): boolean {
  return recorder?.takesWhole ?? false;
}

function withRecorder<T>(next: Recorder | null, body: () => T): T {
  const before = recorder;
  recorder = next;
  watchGradients(next?.gradients ?? null);
  try {
    return body();
  } finally {
    recorder = before;
    watchGradients(before?.gradients ?? null);
  }
}

/** Puts the operation that made `output` on the tape, if gradients are on and an input needs one. */
export function record(name: string, output: Tensor, edges: readonly Edge[]): Tensor {
  if (!recording) return output;
  const tracked = trackedOf(edges);
  if (tracked.length === 0) return output;
  output.gradFn = new TapeNode(name, tracked);
  output.requiresGrad = true;
  return output;
}

/** The edges to inputs that need a gradient; mostly all of them do. */
function trackedOf(edges: readonly Edge[]): readonly Edge[] {
  for (let i = 0; i < edges.length; i++) {
    if (!edges[i]![0].requiresGrad) return edges.filter(([input]) => input.requiresGrad);
  }
  return edges;
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
  requireFunction(where, "body", body);
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

/** The values as int32; refuses what is none. */
export function wholeNumbers(name: string, values: TypedArray): Int32Array {
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
