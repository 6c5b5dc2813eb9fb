/**
 * Five machines as problems of `box-problem.ts`, in signed coefficients β = y α. All predict f(x) = Σ βᵢ k(xᵢ, x) + b; samples with β = 0 have
 * no say, the others are the support vectors. With yᵢ = ±1, targets tᵢ and weights Cᵢ:
 *
 *   C-SVC    min ½ βᵀKβ − Σ yᵢ βᵢ,  0 ≤ yᵢ βᵢ ≤ Cᵢ,  Σ β = 0                          Cortes and Vapnik 1995, https://doi.org/10.1007/BF00994018
 *   ν-SVC    min ½ βᵀKβ,  0 ≤ yᵢ βᵢ ≤ wᵢ,  Σ β = 0,  Σ |β| = ν Σ w;  then f is scaled so that margins are at ±1
 *                                                                     Schölkopf et al. 2000, https://doi.org/10.1162/089976600300015565
 *   ε-SVR    min ½ βᵀKβ − Σ tᵢ βᵢ + ε Σ |βᵢ|,  |βᵢ| ≤ Cᵢ,  Σ β = 0                    Drucker et al. 1996
 *   ν-SVR    the same with ε found such that Σ |β| = ν Σ Cᵢ at most                   Schölkopf et al. 2000
 *   one class  min ½ βᵀKβ,  0 ≤ βᵢ ≤ wᵢ,  Σ β = ν Σ w                                 Schölkopf et al. 2001, https://doi.org/10.1162/089976601750264965
 *
 * Regression has |β| in two variables for each sample, one above and one below 0: β = β⁺ + β⁻. The multiplier of Σ β is −b. As LIBSVM
 * has them: Chang and Lin 2011, https://doi.org/10.1145/1961189.1961199
 */
import { type BoxProblem, type BoxSolution, multipliers, type SolveOptions } from "./box-problem.ts";
import type { KernelRows } from "./kernels/kernel-rows.ts";
import { solve } from "./smo.ts";

export interface Machine {
  /** β of each sample, [N]. */
  beta: Float64Array;
  /** b. */
  intercept: number;
  violation: number;
  iterations: number;
}

export interface MachineOptions extends SolveOptions {
  shrinking: boolean;
}

/** `upper` is C of each sample. */
export function solveCSvc(
  rows: KernelRows,
  { y, upper }: { y: Int8Array; upper: Float64Array },
  options: MachineOptions,
): Machine {
  const problem: BoxProblem = {
    row: (i) => rows.row(i),
    diagonal: rows.diagonal,
    linear: Float64Array.from(y, (sign) => -sign),
    ...bounds(y, upper),
    start: new Float64Array(rows.N),
    groups: [0],
  };
  const solution = solve(problem, options);
  return { ...solution, intercept: -multipliers(problem, solution)[0]! };
}

/** Samples of y = 1 come first. `where` begins the error. */
export function solveNuSvc(
  where: string,
  rows: KernelRows,
  { y, weight, nu }: { y: Int8Array; weight: Float64Array; nu: number },
  options: MachineOptions,
): Machine {
  const half = (nu * sum(weight)) / 2;
  const positives = y.filter((sign) => sign > 0).length;
  const room = [sum(weight.subarray(0, positives)), sum(weight.subarray(positives))] as const;
  if (half > Math.min(...room) * (1 + 1e-12)) {
    const most = (2 * Math.min(...room)) / sum(weight);
    throw new RangeError(
      `${where}: nu is ${nu} with classes of ${room.join(" and ")}, at most ${most} is needed`,
    );
  }
  const start = Float64Array.from([
    ...fill(weight.subarray(0, positives), half),
    ...fill(weight.subarray(positives), half).map((b) => -b),
  ]);
  const problem: BoxProblem = {
    row: (i) => rows.row(i),
    diagonal: rows.diagonal,
    linear: new Float64Array(rows.N),
    ...bounds(y, weight),
    start,
    groups: [0, positives],
  };
  const solution = solve(problem, options);
  const [above, below] = multipliers(problem, solution) as [number, number];
  const margin = (above - below) / 2;
  if (!(margin > 0))
    throw new RangeError(
      `${where}: no margin is left at nu = ${nu}, classes that a surface divides are needed; a larger nu or another kernel`,
    );
  return {
    ...solution,
    beta: solution.beta.map((b) => b / margin),
    intercept: -(above + below) / 2 / margin,
  };
}

export function solveSvr(
  rows: KernelRows,
  { t, upper, epsilon }: { t: Float64Array; upper: Float64Array; epsilon: number },
  options: MachineOptions,
): Machine {
  const { N } = rows;
  const linear = Float64Array.from({ length: 2 * N }, (_, k) =>
    k < N ? epsilon - t[k]! : -epsilon - t[k - N]!,
  );
  const problem: BoxProblem = {
    ...doubled(rows, upper),
    linear,
    start: new Float64Array(2 * N),
    groups: [0],
  };
  const solution = solve(problem, options);
  return joined(solution, -multipliers(problem, solution)[0]!);
}

export function solveNuSvr(
  rows: KernelRows,
  { t, upper, nu }: { t: Float64Array; upper: Float64Array; nu: number },
  options: MachineOptions,
): Machine {
  const { N } = rows;
  const above = fill(upper, (nu * sum(upper)) / 2);
  const problem: BoxProblem = {
    ...doubled(rows, upper),
    linear: Float64Array.from({ length: 2 * N }, (_, k) => -t[k % N]!),
    start: Float64Array.from([...above, ...above.map((b) => -b)]),
    groups: [0, N],
  };
  const solution = solve(problem, options);
  const [upside, downside] = multipliers(problem, solution) as [number, number];
  return joined(solution, -(upside + downside) / 2);
}

export function solveOneClass(
  rows: KernelRows,
  { weight, nu }: { weight: Float64Array; nu: number },
  options: MachineOptions,
): Machine {
  const problem: BoxProblem = {
    row: (i) => rows.row(i),
    diagonal: rows.diagonal,
    linear: new Float64Array(rows.N),
    lower: new Float64Array(rows.N),
    upper: weight,
    start: fill(weight, nu * sum(weight)),
    groups: [0],
  };
  const solution = solve(problem, options);
  return { ...solution, intercept: -multipliers(problem, solution)[0]! };
}

/** 0 ≤ y β ≤ C. */
function bounds(y: Int8Array, C: Float64Array): Pick<BoxProblem, "lower" | "upper"> {
  return { lower: C.map((c, i) => (y[i]! > 0 ? 0 : -c)), upper: C.map((c, i) => (y[i]! > 0 ? c : 0)) };
}

/** Two variables for each sample: 0 ≤ β⁺ ≤ C, then −C ≤ β⁻ ≤ 0. */
function doubled(
  rows: KernelRows,
  C: Float64Array,
): Pick<BoxProblem, "row" | "diagonal" | "lower" | "upper"> {
  const { N, diagonal } = rows;
  const none = new Float64Array(N);
  const buffers = Array.from({ length: 4 }, () => new Float64Array(2 * N));
  let next = 0;
  const row = (k: number): Float64Array => {
    const [out, values] = [buffers[next++ % 4]!, rows.row(k % N)];
    out.set(values);
    out.set(values, N);
    return out;
  };
  return {
    row,
    diagonal: Float64Array.from([...diagonal, ...diagonal]),
    lower: Float64Array.from([...none, ...C.map((c) => -c)]),
    upper: Float64Array.from([...C, ...none]),
  };
}

function joined({ beta, violation, iterations }: BoxSolution, intercept: number): Machine {
  const N = beta.length / 2;
  return {
    beta: Float64Array.from({ length: N }, (_, i) => beta[i]! + beta[N + i]!),
    intercept,
    violation,
    iterations,
  };
}

/** As much of `total` as each may hold, from the first on. */
function fill(most: Float64Array, total: number): Float64Array {
  let rest = total;
  return most.map((room) => {
    const taken = Math.min(room, rest);
    rest -= taken;
    return taken;
  });
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
