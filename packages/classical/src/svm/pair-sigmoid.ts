/**
 * Platt's sigmoid for the machine of a pair, from decisions on samples that it has not learnt from: five machines, each trained without a fifth of
 * the samples, which it then judges. Platt 1999, section 2.1.
 */
import type { Philox } from "@blankfile/tensor";
import { fitSigmoid, type Sigmoid } from "../calibration/fit-sigmoid.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { Kernel } from "./kernels/kernel-function.ts";
import type { Machine } from "./machines.ts";
import { decisions, rowsOf, type WeightedPair } from "./one-vs-one.ts";

interface Given {
  X: Matrix;
  kernel: Kernel;
  cacheSize: number;
}

const folds = 5;

/** The folds are drawn by `rng`. */
export function pairSigmoid(
  given: Given,
  pair: WeightedPair,
  { train, rng }: { train: (part: WeightedPair) => Machine; rng: Philox },
): Sigmoid {
  const N = pair.samples.length;
  const order = rng.shuffle(Int32Array.from({ length: N }, (_, i) => i));
  const held = new Float64Array(N);
  for (let fold = 0; fold < folds; fold++) {
    const out = order.slice(Math.floor((fold * N) / folds), Math.floor(((fold + 1) * N) / folds));
    const isOut = new Set(out);
    // Upwards, so that the first class stays before the second.
    const kept = Int32Array.from(order.keys()).filter((i) => !isOut.has(i));
    const found = judge(given, { pair, kept, out }, train);
    for (const [at, i] of out.entries()) held[i] = found[at]!;
  }
  return fitSigmoid(
    held,
    Array.from(pair.y, (sign) => sign > 0),
    pair.weight,
  );
}

/** f of the samples `out` by a machine trained on those kept; ±1 where all those are of one class. */
function judge(
  given: Given,
  { pair, kept, out }: { pair: WeightedPair; kept: Int32Array; out: Int32Array },
  train: (part: WeightedPair) => Machine,
): Float64Array {
  const y = Int8Array.from(kept, (i) => pair.y[i]!);
  const weight = Float64Array.from(kept, (i) => pair.weight[i]!);
  const [positive, negative] = [1, -1].map((sign) => y.some((one, i) => one === sign && weight[i]! > 0));
  if (!positive || !negative) return new Float64Array(out.length).fill(Number(positive) - Number(negative));
  const samples = Int32Array.from(kept, (i) => pair.samples[i]!);
  const { beta, intercept } = train({ rows: rowsOf(given, samples), samples, y, weight });
  const tested = given.X.takeRows(Int32Array.from(out, (i) => pair.samples[i]!));
  const found = decisions(
    {
      kernel: given.kernel,
      vectors: given.X.takeRows(samples),
      weights: new Matrix(beta, [1, beta.length]),
      intercept: Float64Array.of(intercept),
    },
    given.kernel.kind === "precomputed" ? tested.takeColumns(samples) : tested,
  );
  return found.data;
}
