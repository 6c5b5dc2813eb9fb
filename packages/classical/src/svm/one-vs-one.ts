/**
 * Classes by pairs: a machine for each of the K (K − 1) / 2 pairs, trained on those two classes alone; each votes for one of its two
 * (Knerr, Personnaz and Dreyfus 1990). Pairs are in the order (0, 1), (0, 2), …, (1, 2), …; a machine's f is above 0 for the first of its pair.
 */
import { Matrix } from "../matrix/matrix.ts";
import { multiplyTransposed } from "../matrix/products.ts";
import { type Kernel, kernelMatrix } from "./kernels/kernel-function.ts";
import { KernelRows } from "./kernels/kernel-rows.ts";
import type { Machine } from "./machines.ts";

/** The machines of all pairs, over the samples that support one of them, class by class. */
export interface PairMachines {
  /** Rows of X that are support vectors, upwards within each class, [S]. */
  support: Int32Array;
  /** How many of each class, [K]. */
  nSupport: Int32Array;
  /** [K − 1, S]: of a vector of class k, its β in the machines with the other classes in order. */
  dualCoef: Matrix;
  /** [K (K − 1) / 2] */
  intercept: Float64Array;
  iterations: Int32Array;
  /** The greatest over the machines. */
  violation: number;
}

/** What one machine learns from: rows of the first class of the pair, y = 1, before those of the second, y = −1. */
export interface Pair {
  rows: KernelRows;
  /** Rows of X. */
  samples: Int32Array;
  y: Int8Array;
}

/** A pair with the weights of its samples. */
export interface WeightedPair extends Pair {
  weight: Float64Array;
}

/** All pairs (first, second) of K classes. */
export function pairsOf(K: number): [number, number][] {
  return Array.from({ length: K }, (_, i) =>
    Array.from({ length: K - i - 1 }, (_, j): [number, number] => [i, i + 1 + j]),
  ).flat();
}

interface Data {
  X: Matrix;
  /** Codes, [N]. */
  y: Int32Array;
  K: number;
  kernel: Kernel;
  cacheSize: number;
}

export function trainPairs(data: Data, train: (pair: Pair, at: number) => Machine): PairMachines {
  const { y, K } = data;
  const ofClass = Array.from({ length: K }, (_, k) =>
    y.reduce((count, code) => count + Number(code === k), 0),
  );
  const pairs = pairsOf(K);
  const beta = Array.from({ length: K - 1 }, () => new Float64Array(y.length));
  const machines = pairs.map(([first, second], at) => {
    const samples = Int32Array.from([...places(y, first), ...places(y, second)]);
    const signs = Int8Array.from(samples, (_, i) => (i < ofClass[first]! ? 1 : -1));
    const machine = train({ rows: rowsOf(data, samples), samples, y: signs }, at);
    for (const [i, sample] of samples.entries())
      beta[i < ofClass[first]! ? second - 1 : first]![sample] = machine.beta[i]!;
    return machine;
  });
  const isSupport = (i: number): boolean => beta.some((values) => values[i] !== 0);
  const byClass = ofClass.map((_, k) => places(y, k).filter(isSupport));
  const support = Int32Array.from(byClass.flat());
  return {
    support,
    nSupport: Int32Array.from(byClass, ({ length }) => length),
    dualCoef: Matrix.fromRows(beta.map((values) => Float64Array.from(support, (i) => values[i]!))),
    intercept: Float64Array.from(machines, ({ intercept }) => intercept),
    iterations: Int32Array.from(machines, ({ iterations }) => iterations),
    violation: machines.reduce((most, { violation }) => Math.max(most, violation), 0),
  };
}

/** The kernel between some rows of X; of a precomputed one the columns too. */
export function rowsOf(
  { X, kernel, cacheSize }: Pick<Data, "X" | "kernel" | "cacheSize">,
  samples: Int32Array,
): KernelRows {
  const rows = X.takeRows(samples);
  return new KernelRows(kernel, kernel.kind === "precomputed" ? rows.takeColumns(samples) : rows, cacheSize);
}

function places(y: Int32Array, k: number): number[] {
  return Array.from(y.keys()).filter((i) => y[i] === k);
}

/** β of each machine over all support vectors, [P, S]. */
export function pairWeights({ dualCoef, nSupport }: Pick<PairMachines, "dualCoef" | "nSupport">): Matrix {
  const starts = Int32Array.from(nSupport, (_, k) => nSupport.subarray(0, k).reduce((a, b) => a + b, 0));
  const pairs = pairsOf(nSupport.length);
  const out = Matrix.zeros(pairs.length, dualCoef.cols);
  for (const [at, [first, second]] of pairs.entries()) {
    for (const [own, other] of [
      [first, second - 1],
      [second, first],
    ] as const) {
      const [from, to] = [starts[own]!, starts[own]! + nSupport[own]!];
      out.row(at).set(dualCoef.row(other).subarray(from, to), from);
    }
  }
  return out;
}

const block = 512;

/** f of each machine for the rows of X, [N, P]: K(X, vectors) Wᵀ + b. Of a precomputed kernel X has a column for each vector. */
export function decisions(
  {
    kernel,
    vectors,
    weights,
    intercept,
  }: { kernel: Kernel; vectors: Matrix; weights: Matrix; intercept: Float64Array },
  X: Matrix,
): Matrix {
  const P = intercept.length;
  const out = Matrix.zeros(X.rows, P);
  for (let from = 0; from < X.rows; from += block) {
    const to = Math.min(from + block, X.rows);
    const part = new Matrix(X.data.subarray(from * X.cols, to * X.cols), [to - from, X.cols]);
    const values = multiplyTransposed(kernelMatrix(kernel, part, vectors), weights).data;
    for (let at = 0; at < values.length; at++) out.data[from * P + at] = values[at]! + intercept[at % P]!;
  }
  return out;
}

/** Votes of the machines, [N, K]. A decision of 0 counts for the second of its pair. */
export function votesOf(found: Matrix, K: number): Matrix {
  const pairs = pairsOf(K);
  const out = Matrix.zeros(found.rows, K);
  for (let i = 0; i < found.rows; i++)
    for (const [at, [first, second]] of pairs.entries())
      out.data[i * K + (found.at(i, at) > 0 ? first : second)]!++;
  return out;
}

/** One score a class, [N, K]: its votes, and as the fraction s / (3 (|s| + 1)) how far s = Σ ± f the machines are for it. */
export function scoresOf(found: Matrix, K: number): Matrix {
  const pairs = pairsOf(K);
  const out = Matrix.zeros(found.rows, K);
  for (let i = 0; i < found.rows; i++) {
    const sums = new Float64Array(K);
    for (const [at, [first, second]] of pairs.entries()) {
      const f = found.at(i, at);
      sums[first]! += f;
      sums[second]! -= f;
      // Here a decision of 0 counts for the first, as in scikit-learn.
      out.data[i * K + (f >= 0 ? first : second)]!++;
    }
    for (let k = 0; k < K; k++) out.data[i * K + k]! += sums[k]! / (3 * (Math.abs(sums[k]!) + 1));
  }
  return out;
}
