import { scaleOf } from "../../compile/close.fixture.ts";
import {
  numbersFor,
  programOf,
  type RandomProgram,
  runProgram,
  showProgram,
} from "../../compile/random/program.fixture.ts";
import type { DType } from "../../dtype.ts";
import { Philox } from "../../philox.ts";
import { Tensor } from "../../tensor.ts";
import { compileWebGpu } from "../index.ts";
import type { Check } from "./compare.fixture.ts";

const narrow = (dtype: DType): DType => (dtype === "float64" ? "float32" : dtype);
const wide = (dtype: DType): DType => (dtype === "float32" ? "float64" : dtype);

interface Seen {
  readonly value: Tensor;
  /** The largest number that went into it. */
  readonly scale: number;
}

/** What is seen of three calls in float32: results, what leaves hold, and their gradients. */
async function history(
  program: RandomProgram,
  float: (dtype: DType) => DType,
  device: GPUDevice | null,
): Promise<Seen[]> {
  const [numbers, rng] = [new Philox(3), new Philox(4)];
  const make = (i: number): Tensor => {
    const leaf = program.leaves[i]!;
    const x = numbersFor(leaf, program.whole, numbers).to(float(leaf.dtype)).clone();
    x.requiresGrad = leaf.requiresGrad;
    return x;
  };
  const leaves = program.leaves.map((_, i) => make(i));
  const isArgument = program.leaves.map(({ kind }) => kind === "argument");
  const scales: number[] = [];
  const note = (value: Tensor, at: number, from: readonly number[]): void => {
    scales[at] = Math.max(scaleOf(value), ...from.map((place) => scales[place] ?? 0));
  };
  const body = (...given: Tensor[]): Tensor[] => {
    let next = 0;
    const world = { leaves: leaves.map((x, i) => (isArgument[i] ? given[next++]! : x)), rng, float };
    return runProgram(program, world, device ? undefined : note);
  };
  const onGpu = device && compileWebGpu(body, { device });
  const seen: Seen[] = [];
  for (let call = 0; call < 3; call++) {
    // New arguments at the second call, those again at the third.
    if (call === 1) for (const [i, is] of isArgument.entries()) if (is) leaves[i] = make(i);
    const given = leaves.filter((_, i) => isArgument[i]);
    const results = onGpu ? await onGpu(...given) : body(...given);
    await onGpu?.sync();
    const gradients = leaves.map(({ grad }) => grad ?? new Tensor(new Uint8Array(1), [], "bool"));
    const most = Math.max(1, ...scales);
    seen.push(
      ...results.map((x, i) => ({ value: copy(x), scale: scales[program.returned[i]!] ?? 0 })),
      ...[...leaves, ...gradients].map((x) => ({ value: copy(x), scale: most })),
    );
  }
  return seen;
}

function copy({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data.slice(), shape, dtype);
}

function distance(a: Tensor, b: Tensor): number {
  let most = 0;
  a.data.forEach((value, i) => {
    const other = b.data[i]!;
    if (!Object.is(value, other))
      most = Math.max(most, Number.isNaN(value - other) ? Infinity : Math.abs(value - other));
  });
  return most;
}

/** What WebGPU has no form for is no fault. */
const refusal = /^compileWebGpu: .*(which has no shader yet|, which the GPU computes, but|float32 is needed)/;

/** What differs; "refused" where the GPU has no form for it, and null where both agree. */
async function differs(program: RandomProgram, device: GPUDevice): Promise<string | null> {
  let wanted: Seen[];
  let exact: Seen[];
  try {
    [wanted, exact] = [await history(program, narrow, null), await history(program, wide, null)];
  } catch {
    return "refused";
  }
  let found: Seen[];
  try {
    found = await history(program, narrow, device);
  } catch (error) {
    return refusal.test((error as Error).message) ? "refused" : String((error as Error).stack);
  }
  for (const [i, { value, scale }] of wanted.entries()) {
    const own = found[i]!.value;
    if (own.dtype !== value.dtype || own.shape.join() !== value.shape.join())
      return `result ${i}: ${own.dtype} [${own.shape}]`;
    // What the program itself magnifies is seen from the distance of eager float32 and float64.
    const allowed = Math.max(16 * distance(value, exact[i]!.value), 1e-4 * scale);
    if (distance(own, value) > allowed)
      return `result ${i}: ${distance(own, value)} apart, ${allowed} are allowed`;
  }
  return null;
}

/** So many programs from a seed; at least two thirds have to run. */
export async function checkRandom(device: GPUDevice, seed: number, count: number): Promise<string | null> {
  const rng = new Philox(seed);
  let refused = 0;
  for (let i = 0; i < count; i++) {
    const whole = rng.integer(2) === 0;
    const lines = Array.from({ length: 1 + rng.integer(14) }, () =>
      Array.from({ length: 24 }, () => rng.integer(997)),
    );
    const program = programOf({ whole, lines });
    const problem = await differs(program, device);
    if (problem === "refused") refused++;
    else if (problem) return `program ${i}: ${problem}\n${showProgram(program)}`;
  }
  return refused > count / 3 ? `${refused} of ${count} programs were refused` : null;
}

export const randomChecks: Readonly<Record<string, Check>> = {
  "random programs": (device) => checkRandom(device, 1, 25),
};
