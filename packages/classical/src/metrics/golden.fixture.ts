import { Matrix } from "../matrix/matrix.ts";

interface Case {
  call: string;
  args: unknown[];
  options: Record<string, unknown>;
  value: unknown;
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * The cases of a file of golden/classical, given as its text: each with its title and the check that our function gives
 * scikit-learn's value.
 */
export function goldenCases(
  text: string,
  functions: Functions,
): [title: string, check: (tolerance: number) => void][] {
  const { inputs, cases } = (
    JSON.parse(text, withNumbers) as { values: { inputs: Record<string, unknown>; cases: Case[] } }
  ).values;
  const given = (value: unknown): unknown =>
    typeof value === "string" && value.startsWith("$") ? inputs[value.slice(1)] : value;
  return cases.map(({ call, args, options, value }, at) => {
    const shown = args.map((arg) => (typeof arg === "string" ? arg : "…")).join(", ");
    const settings = Object.fromEntries(Object.entries(options).map(([key, option]) => [key, given(option)]));
    const alone = args.length === 1 && takesY.has(call);
    return [
      `${at} ${call}(${shown}, ${JSON.stringify(options)})`,
      (tolerance) => {
        const f = functions[call] as ((...args: unknown[]) => unknown) | undefined;
        if (f === undefined) throw new Error(`golden: no function ${call}`);
        requireClose(f(...args.map(given), ...(alone ? [undefined] : []), settings), value, tolerance);
      },
    ];
  });
}

/** Functions of X and Y, called with X alone. */
const takesY = new Set([
  "pairwiseDistances",
  "haversineDistances",
  "pairwiseKernels",
  "polynomialKernel",
  "sigmoidKernel",
  "cosineSimilarity",
  "chi2Kernel",
  "additiveChi2Kernel",
]);

/** JSON has no NaN and no infinities. */
function withNumbers(_: string, value: unknown): unknown {
  const named: Record<string, number> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY };
  return typeof value === "string" && Object.hasOwn(named, value) ? named[value] : value;
}

/** Throws unless equal but for a relative error; an absolute one below 1. */
export function requireClose(found: unknown, wanted: unknown, tolerance: number, path = "value"): void {
  const ours = found instanceof Matrix ? found.toArray() : found;
  if (wanted === null || typeof wanted !== "object") {
    if (Object.is(ours, wanted) || ours === wanted) return;
    const isNear =
      typeof ours === "number" &&
      typeof wanted === "number" &&
      Math.abs(ours - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
    if (!isNear) throw new Error(`${path}: ${String(ours)}, reference ${String(wanted)}`);
    return;
  }
  const parts = ours as Record<string, unknown> & { length?: number };
  if (Array.isArray(wanted) && parts.length !== wanted.length) {
    throw new Error(`${path}: length ${parts.length}, reference ${wanted.length}`);
  }
  for (const [key, value] of Object.entries(wanted))
    requireClose(parts[key], value, tolerance, `${path}.${key}`);
}
