import { Philox } from "../../philox.ts";
import { randn } from "../../random.ts";
import { type Shape, showShape } from "../../shape.ts";
import { Tensor } from "../../tensor.ts";
import { compileWebGpu } from "../compile-web-gpu.ts";

/** Runs on a device; what is wrong, or nothing. */
export type Check = (device: GPUDevice) => Promise<string | null>;

/**
 * Sums in float32 of a thousand numbers err by up to 1e-5 of the largest, functions by a few units in the last place, 1e-7.
 * A product or a step of training puts some of these one after the other.
 */
const tolerance = 1e-4;

/** How the numbers of two tensors differ, by more than so much of the largest; null if they do not. */
export function difference(found: Tensor, wanted: Tensor, allowed = tolerance): string | null {
  const kind = ({ dtype, shape }: Tensor) => `${dtype} ${showShape(shape)}`;
  if (kind(found) !== kind(wanted)) return `${kind(found)}, ${kind(wanted)} is wanted`;
  let scale = 0;
  for (const value of wanted.data)
    if (Math.abs(value) > scale && Number.isFinite(value)) scale = Math.abs(value);
  const exact = wanted.dtype === "int32" || wanted.dtype === "bool";
  for (let i = 0; i < wanted.data.length; i++) {
    const [a, b] = [found.data[i]!, wanted.data[i]!];
    if (Object.is(a, b) || Math.abs(a - b) <= (exact ? 0 : allowed * scale)) continue;
    return `element ${i} of ${kind(wanted)} is ${a}, ${b} is wanted (largest ${scale})`;
  }
  return null;
}

export function firstOf(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}

/** Compares a function of tensors with itself on the GPU. */
export async function agree(
  device: GPUDevice,
  fn: (...inputs: Tensor[]) => Tensor | Tensor[],
  inputs: readonly Tensor[],
  allowed = tolerance,
): Promise<string | null> {
  const listed = (...given: Tensor[]) => [fn(...given)].flat();
  const wanted = listed(...inputs);
  const found = await compileWebGpu(listed, { device })(...inputs);
  return firstOf(found.map((x, i) => difference(x, wanted[i]!, allowed)));
}

/** Checks cases by name, one after the other. */
export async function each(
  cases: Readonly<Record<string, () => Promise<string | null>>>,
): Promise<string | null> {
  for (const [name, run] of Object.entries(cases)) {
    const problem = await run();
    if (problem) return `${name}: ${problem}`;
  }
  return null;
}

/** What a promise is rejected with has to match. */
export async function refuses(
  call: () => unknown,
  kind: typeof Error,
  message: RegExp,
): Promise<string | null> {
  try {
    await call();
  } catch (error) {
    if (error instanceof kind && message.test(error.message)) return null;
    return `${error}, ${kind.name} ${message} is wanted`;
  }
  return `no error, ${message} is wanted`;
}

const rng = new Philox(11);

export function normal(...shape: number[]): Tensor {
  return randn(shape as Shape, { rng });
}

/** A copy in memory of its own, which asks for gradients if the tensor does. */
export function twin(x: Tensor): Tensor {
  const copy = new Tensor(x.data.slice(), x.shape, x.dtype);
  copy.requiresGrad = x.requiresGrad;
  return copy;
}
