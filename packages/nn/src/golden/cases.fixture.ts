import { logSoftmax, type NestedArray, Philox, Tensor, tensor } from "@blankfile/tensor";
import * as nn from "../index.ts";

/** A tensor of a case. With `logSoftmax` its log-softmax along that dimension is what the call gets. */
export interface Entry {
  value: NestedArray;
  dtype: "float64" | "int32" | "bool";
  logSoftmax?: number;
}

/** A module as an argument of another one. */
interface Part {
  module: string;
  args: unknown[];
  options: object;
}

const made = nn as unknown as Record<string, unknown>;

/** JSON in which NaN and infinities stand as strings. */
export function parse(text: string): unknown {
  const special: Record<string, number> = { NaN, Infinity, "-Infinity": -Infinity };
  return JSON.parse(text, (_, value) => (typeof value === "string" ? (special[value] ?? value) : value));
}

/** What the index exports under this name. */
export function exported<T>(name: string): T {
  if (made[name] === undefined) throw new Error(`the index of packages/nn has no ${name}`);
  return made[name] as T;
}

/** A module in float64, its options last. */
export function build({ module, args, options }: Part): nn.AnyModule {
  const Kind = exported<new (...args: unknown[]) => nn.AnyModule>(module);
  return new Kind(...args.map((given) => decode(given)), {
    ...(decode(options) as object),
    rng: new Philox(0),
    dtype: "float64",
  });
}

const isEntry = (given: object): given is Entry => "value" in given && "dtype" in given;
const isPart = (given: object): given is Part => "module" in given && "args" in given;

/** Entries become tensors, parts modules, and what holds them holds those. `leaf` makes the tensor of an entry. */
export function decode(given: unknown, leaf: (entry: Entry) => Tensor = plain): unknown {
  if (Array.isArray(given)) return given.map((inner) => decode(inner, leaf));
  if (given === null || typeof given !== "object") return given;
  if (isEntry(given)) return leaf(given);
  if (isPart(given)) return build(given);
  return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, decode(inner, leaf)]));
}

function plain({ value, dtype }: Entry): Tensor {
  return tensor(value, { dtype });
}

export function f64(value: NestedArray): Tensor {
  return tensor(value, { dtype: "float64" });
}

/** What a call gets, and the tensors made for it in order: those in floating point ask for a gradient unless `wanted` says otherwise. */
export function leaves(given: unknown, wanted: (i: number) => boolean = () => true) {
  const tensors: Tensor[] = [];
  const after = new Map<Tensor, number>();
  const values = decode(given, ({ value, dtype, logSoftmax: dim }) => {
    const requiresGrad = dtype === "float64" && wanted(tensors.length);
    const x = tensor(value, { dtype, requiresGrad });
    tensors.push(x);
    if (dim !== undefined) after.set(x, dim);
    return x;
  });
  /** The values as the call gets them: made afresh, since what follows a leaf belongs to one backward. */
  const args = () => (values as unknown[]).map((x) => (after.has(x as Tensor) ? follow(x as Tensor) : x));
  const follow = (x: Tensor) => logSoftmax(x, { dim: after.get(x)! });
  return { tensors, args };
}

/** The tensors of nested arrays in order; null counts as one. */
export function flat(value: unknown): (Tensor | null)[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value as Tensor | null];
}

/**
 * Says where a tensor differs from PyTorch's numbers by more than 1e-9, beyond 1 by more than that share of their size: both
 * sides compute in float64, in sums of few terms, in an order of their own. No entry where it agrees.
 */
export function differences(
  what: string,
  found: Tensor | null | undefined,
  wanted: NestedArray | null,
): string[] {
  if (wanted === null) return found ? [`${what} is there, none is wanted`] : [];
  if (!(found instanceof Tensor)) return [`${what} is missing`];
  const want = f64(wanted);
  if (String(found.shape) !== String(want.shape))
    return [`${what} has shape [${found.shape}], [${want.shape}] is wanted`];
  const close = (x: number, y: number) =>
    Object.is(x, y) || (Number.isFinite(y) && Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y)));
  return Array.from(found.data, (x, i) => [x, want.data[i]!] as const)
    .map(([x, y], i) =>
      close(x, y) ? "" : `${what}: element ${i} of [${want.shape}] is ${x}, ${y} is wanted`,
    )
    .filter((fault) => fault !== "");
}
