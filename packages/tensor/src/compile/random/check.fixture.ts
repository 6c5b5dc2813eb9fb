import { type DType, isFloating } from "../../dtype.ts";
import { type CompileOptions, compile } from "../../index.ts";
import { Philox } from "../../philox.ts";
import { Tensor } from "../../tensor.ts";
import { difference, scaleOf } from "../close.fixture.ts";
import type { World } from "./draw.fixture.ts";
import { numbersFor, type RandomProgram, runProgram } from "./program.fixture.ts";

const calls = 3;

/**
 * Random programs, compiled and eager.
 *
 * On whole numbers everything is exact whatever the order of summing, so compiled equals eager to the last bit. Elsewhere sums in
 * another order, products in the dtype, and exp and kin within a unit of the last place differ by 1e-6 (float32) or 1e-13
 * (float64) of the largest number, unless the program magnifies roundings: by how much is seen from eager float32 against
 * eager float64, whose distance, 16 times, is allowed too (a compiled function has up to so many times the error of a correctly rounded
 * one). In float64 the same distance counts 2⁻²⁹ times.
 */
/** What can be seen of a call: results, what leaves hold, and their gradients, with the largest number that went into each. */
export interface Seen {
  readonly value: Tensor;
  readonly scale: number;
}

/** What is seen of three calls; `options` null runs eagerly. */
export function history(
  program: RandomProgram,
  float: World["float"],
  options: CompileOptions | null,
): Seen[] {
  const numbers = new Philox(3);
  const rng = new Philox(4);
  const make = (i: number): Tensor => {
    const leaf = program.leaves[i]!;
    const x = numbersFor(leaf, program.whole, numbers).to(float(leaf.dtype)).clone();
    x.requiresGrad = leaf.requiresGrad;
    return x;
  };
  const leaves = program.leaves.map((_, i) => make(i));
  const isArgument = program.leaves.map(({ kind }) => kind === "argument");
  const scales: number[] = [];
  let before = 0;
  const note = (value: Tensor, at: number, from: readonly number[], isGradient: boolean): void => {
    // What a leaf holds may come from all of the calls before.
    const carried = from.length === 0 ? before : 0;
    const most = Math.max(scaleOf(value), carried, ...from.map((place) => scales[place] ?? 0));
    // The gradient of Σ y² sums products 2 y x, which may cancel.
    scales[at] = isGradient ? Math.max(most, 2 * most * most) : most;
  };
  const body = (...given: Tensor[]): Tensor[] => {
    let next = 0;
    const world = { leaves: leaves.map((x, i) => (isArgument[i] ? given[next++]! : x)), rng, float };
    return runProgram(program, world, options ? undefined : note);
  };
  const call = options ? compile(body, options) : body;
  return Array.from({ length: calls }, (_, k) => k).flatMap((k) => {
    // New arguments at the second call, those again at the third.
    if (k === 1) for (const [i, is] of isArgument.entries()) if (is) leaves[i] = make(i);
    const results = call(...leaves.filter((_, i) => isArgument[i]));
    const gradients = leaves.map(({ grad }) => grad ?? new Tensor(new Uint8Array(1), [], "bool"));
    const most = Math.max(1, ...scales);
    if (program.leaves.some(({ mutable }) => mutable)) before = most;
    return [
      ...results.map((x, i) => ({ value: copy(x), scale: scales[program.returned[i]!] ?? 0 })),
      ...[...leaves, ...gradients].map((x) => ({ value: copy(x), scale: most })),
    ];
  });
}

function copy({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data.slice(), shape, dtype);
}

function distance(a: Tensor, b: Tensor): number {
  let most = 0;
  a.data.forEach((value, i) => {
    const d = Math.abs(value - b.data[i]!);
    if (d > most) most = d;
  });
  return most;
}

const wide = (dtype: DType): DType => (dtype === "float32" ? "float64" : dtype);
const narrow = (dtype: DType): DType => (dtype === "float64" ? "float32" : dtype);

/** What a later call refuses, such as a whole number that has grown too large. */
function messageOf(body: () => unknown): string | null {
  try {
    body();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** How far eager float32 and eager float64 are apart, for all that is seen. */
function roundings(program: RandomProgram): number[] {
  try {
    const wideRun = history(program, wide, null);
    return history(program, narrow, null).map(({ value }, i) => distance(value, wideRun[i]!.value));
  } catch {
    // Whole numbers become float32 in both, which not every operation takes beside float64.
    return [];
  }
}

/** Says where compiled and eager differ; null if nowhere. */
export function check(program: RandomProgram): string | null {
  const same = (dtype: DType): DType => dtype;
  const refusal = messageOf(() => history(program, same, null));
  if (refusal !== null) {
    const own = messageOf(() => history(program, same, {}));
    return own === refusal ? null : `the error ${own}, ${refusal} is wanted`;
  }
  const wanted = history(program, same, null);
  let found: Seen[];
  try {
    found = history(program, same, {});
  } catch (error) {
    // As a whole these read all of their inputs for any gradient; composed, as in eager mode, only what each gradient needs.
    const whole = program.steps.some(({ text }) => /^(attention|conv2d|maxPool2d)/.test(text));
    if (whole && /was changed in place/.test((error as Error).message)) return null;
    throw error;
  }
  const own = roundings(program);
  const anyNarrow =
    wanted.some(({ value }) => value.dtype === "float32") ||
    program.steps.some(({ text }) => text.includes("float32") || text.includes("rand"));
  for (const [i, { value, scale }] of wanted.entries()) {
    const magnified = own[i] ?? 0;
    const exact = program.whole && magnified === 0 && scale < 2 ** 20;
    const share = anyNarrow ? 1e-6 : 1e-13;
    const allowed = Math.max(16 * magnified * (anyNarrow ? 1 : 2 ** -29), share * scale);
    const said = difference(found[i]!.value, value, exact || !isFloating(value.dtype) ? -1 : allowed);
    if (said) return said;
  }
  return null;
}
