import { Philox } from "@blankfile/tensor";
import { encodeLabels, type Labels } from "../estimator/labels.ts";
import { requireLength, validateTarget, validateX } from "../estimator/validate.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { columnMoments } from "../preprocessing/scaling/column-moments.ts";
import { countWithin, lineOf, neighbourDistances, planeDistances } from "./neighbour-counts.ts";

export interface MutualInformationOptions {
  /** Whether columns are categories, for all or for each; false unless told. */
  discreteFeatures?: boolean | readonly boolean[];
  /** k; a small one has little bias and much variance. */
  nNeighbors?: number;
  /** The seed of noise of 1e-10, which tells equal numbers apart. */
  randomState?: number;
}

/**
 * Mutual information of each column with the classes of y, in nats; 0 says independent.
 *
 *   numbers:     I = ψ(N) + ⟨ψ(k)⟩ − ⟨ψ(n_class)⟩ − ⟨ψ(m)⟩,   m the points as near as the k-th neighbour of the same class
 *   categories:  I = Σ p(x, y) ln (p(x, y) / (p(x) p(y)))
 *
 * Ross 2014, "Mutual information between discrete and continuous data sets", https://doi.org/10.1371/journal.pone.0087357
 */
export function mutualInfoClassif(
  X: MatrixLike,
  y: Labels,
  options: MutualInformationOptions = {},
): Float64Array {
  const where = "mutualInfoClassif";
  const matrix = validateX(where, X);
  if (y !== undefined && y !== null) requireLength(where, "y", y.length, matrix.rows);
  const { codes } = encodeLabels(where, y);
  const { columns, isDiscrete, k } = prepare(where, matrix, options);
  return Float64Array.from(columns, (column, j) =>
    Math.max(0, isDiscrete[j] ? ofTable(column, codes) : ofNumberAndClass(column, codes, k)),
  );
}

/**
 * Mutual information of each column with a number y, in nats.
 *
 *   numbers:     I = ψ(k) + ψ(N) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩,   n_x, n_y the points nearer in x, in y than the k-th neighbour in both
 *   categories:  as above, with x and y changed over
 *
 * Kraskov, Stögbauer and Grassberger 2004, algorithm 1, https://doi.org/10.1103/PhysRevE.69.066138
 */
export function mutualInfoRegression(
  X: MatrixLike,
  y: ArrayLike<number>,
  options: MutualInformationOptions = {},
): Float64Array {
  const where = "mutualInfoRegression";
  const matrix = validateX(where, X);
  const given = validateTarget(where, y, matrix.rows);
  const { columns, isDiscrete, k, rng } = prepare(where, matrix, options);
  const target = scaledWithNoise(given, rng.fork("y"));
  return Float64Array.from(columns, (column, j) =>
    Math.max(
      0,
      isDiscrete[j]
        ? ofNumberAndClass(target, encodeLabels(where, column).codes, k)
        : ofNumbers(column, target, k),
    ),
  );
}

function ofNumbers(x: Float64Array, y: Float64Array, k: number): number {
  const n = x.length;
  const [lineX, lineY] = [lineOf(x), lineOf(y)];
  const radius = planeDistances(lineX, x, y, Math.min(k, n - 1));
  let sum = 0;
  for (let i = 0; i < n; i++)
    // Each count has the point itself in it.
    sum += psi(countWithin(lineX, x[i]!, radius[i]!)) + psi(countWithin(lineY, y[i]!, radius[i]!));
  return psi(n) + psi(Math.min(k, n - 1)) - sum / n;
}

function ofNumberAndClass(x: Float64Array, codes: Int32Array, nNeighbors: number): number {
  const members = new Map<number, number[]>();
  for (const [i, code] of codes.entries()) members.set(code, [...(members.get(code) ?? []), i]);
  // A class of one point has no neighbours.
  const groups = [...members.values()].filter((group) => group.length > 1);
  const kept = groups.flat();
  const all = lineOf(Float64Array.from(kept, (i) => x[i]!));
  let sum = 0;
  for (const group of groups) {
    const k = Math.min(nNeighbors, group.length - 1);
    const own = Float64Array.from(group, (i) => x[i]!);
    const radius = neighbourDistances(lineOf(own), k);
    for (const [at, value] of own.entries())
      sum += psi(k) - psi(group.length) - psi(countWithin(all, value, radius[at]!));
  }
  return kept.length === 0 ? 0 : psi(kept.length) + sum / kept.length;
}

function ofTable(x: Float64Array, codes: Int32Array): number {
  const n = x.length;
  const [both, ofX, ofY] = [new Map<string, number>(), new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < n; i++) {
    const [a, b] = [x[i]!, codes[i]!];
    both.set(`${a} ${b}`, (both.get(`${a} ${b}`) ?? 0) + 1);
    ofX.set(a, (ofX.get(a) ?? 0) + 1);
    ofY.set(b, (ofY.get(b) ?? 0) + 1);
  }
  let sum = 0;
  for (const [key, count] of both) {
    const [a, b] = key.split(" ").map(Number) as [number, number];
    sum += (count / n) * Math.log((count * n) / (ofX.get(a)! * ofY.get(b)!));
  }
  return sum;
}

function prepare(where: string, X: Matrix, options: MutualInformationOptions) {
  const { discreteFeatures = false, nNeighbors: k = 3, randomState = 0 } = options;
  if (!(Number.isInteger(k) && k >= 1))
    throw new RangeError(`${where}: nNeighbors is ${k}, a whole number ≥ 1 is needed`);
  if (typeof discreteFeatures !== "boolean" && discreteFeatures.length !== X.cols)
    throw new RangeError(
      `${where}: discreteFeatures has ${discreteFeatures.length} values, ${X.cols} are needed, one for each column`,
    );
  if (X.rows < 2) throw new RangeError(`${where}: X has ${X.rows} rows, at least 2 rows are needed`);
  const rng = new Philox(randomState);
  const isDiscrete = Array.from({ length: X.cols }, (_, j) =>
    typeof discreteFeatures === "boolean" ? discreteFeatures : discreteFeatures[j]!,
  );
  const columns = isDiscrete.map((is, j) => (is ? X.column(j) : scaledWithNoise(X.column(j), rng.fork(j))));
  return { columns, isDiscrete, k, rng };
}

/** Divided by its standard deviation, with noise of 1e-10 of its size, as scikit-learn has it. */
function scaledWithNoise(values: Float64Array, rng: Philox): Float64Array {
  const { mean, variance } = columnMoments({ data: values, rows: values.length, cols: 1 } as Matrix);
  const scale = variance[0]! > (10 * Number.EPSILON * mean[0]!) ** 2 ? Math.sqrt(variance[0]!) : 1;
  const scaled = values.map((value) => value / scale);
  const size = Math.max(1, scaled.reduce((sum, value) => sum + Math.abs(value), 0) / scaled.length);
  return scaled.map((value) => value + 1e-10 * size * rng.normal());
}

/** ψ(n) = −γ + 1 + ½ + … + 1/(n − 1), at whole numbers. */
const digammas = [Number.NaN, -0.577_215_664_901_532_9];
function psi(n: number): number {
  while (digammas.length <= n) digammas.push(digammas.at(-1)! + 1 / (digammas.length - 1));
  return digammas[n]!;
}
