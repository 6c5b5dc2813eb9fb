import type { Philox } from "@blankfile/tensor";
import { encodeLabels, type Label } from "../estimator/labels.ts";
import { requireLength, validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { countRows, takeRows, takeValues } from "../matrix/take-rows.ts";
import { kNeighbors } from "../neighbors/search/k-neighbors.ts";

export interface Resampled {
  X: MatrixLike;
  y: Label[];
}

/**
 * Rows of X and y with the classes nearer to balance. Only for training rows: what is copied or made up before the split is on both sides of it;
 * `ResampledClassifier` does it inside fit.
 */
export type Resampler = (X: MatrixLike, y: ArrayLike<Label>, rng: Philox) => Resampled;

/** Copies rows of the smaller classes by chance until each is as large as the largest. Tables too. */
export function randomOverSample(X: MatrixLike, y: ArrayLike<Label>, rng: Philox): Resampled {
  const where = "randomOverSample";
  const { members, largest } = membersOf(where, X, y);
  const all = Array.from({ length: y.length }, (_, i) => i);
  const copies = members.flatMap((own) =>
    Array.from({ length: largest - own.length }, () => own[rng.integer(own.length)]!),
  );
  return taken(where, X, y, [...all, ...copies]);
}

/** Keeps rows of the larger classes by chance, as many as the smallest class has. Tables too. */
export function randomUnderSample(X: MatrixLike, y: ArrayLike<Label>, rng: Philox): Resampled {
  const where = "randomUnderSample";
  const { members } = membersOf(where, X, y);
  const smallest = Math.min(...members.map((own) => own.length));
  const kept = members.flatMap((own) => rng.shuffle(own.slice()).slice(0, smallest));
  return taken(
    where,
    X,
    y,
    kept.sort((a, b) => a - b),
  );
}

/**
 * SMOTE: new rows of the smaller classes on the lines between a row and one of its k nearest of the same class:
 *
 *   x_new = x_i + u (x_n − x_i),   u even on [0, 1)
 *
 * Chawla et al. 2002, https://arxiv.org/abs/1106.1813. Numbers only, and scaled ones: distances decide.
 */
export function smote(
  X: MatrixLike,
  y: ArrayLike<Label>,
  rng: Philox,
  { kNeighbors: k = 5 } = {},
): Resampled {
  const where = "smote";
  const matrix = validateX(where, X);
  const { members, largest } = membersOf(where, matrix, y);
  const made: Float64Array[] = [];
  const labels: Label[] = Array.from(y);
  for (const own of members) {
    const missing = largest - own.length;
    if (missing === 0) continue;
    if (own.length <= k) {
      throw new RangeError(
        `${where}: class ${JSON.stringify(y[own[0]!])} has ${own.length} rows for ${k} neighbours, more than ${k} are needed; a smaller kNeighbors helps`,
      );
    }
    const rows = matrix.takeRows(own);
    const { indices } = kNeighbors(rows, rows, k + 1);
    for (let n = 0; n < missing; n++) {
      const from = rng.integer(own.length);
      const others = Array.from(indices.subarray(from * (k + 1), (from + 1) * (k + 1))).filter(
        (i) => i !== from,
      );
      const [a, b, u] = [rows.row(from), rows.row(others[rng.integer(k)]!), rng.uniform()];
      made.push(a.map((value, j) => value + u * (b[j]! - value)));
      labels.push(y[own[0]!]!);
    }
  }
  const data = new Float64Array((matrix.rows + made.length) * matrix.cols);
  data.set(matrix.data);
  for (const [n, row] of made.entries()) data.set(row, (matrix.rows + n) * matrix.cols);
  return { X: new Matrix(data, [matrix.rows + made.length, matrix.cols], matrix.names), y: labels };
}

/**
 * Tomek links: pairs of rows of two classes that are each other's nearest. Removes the row of the larger class of each pair.
 *
 * Tomek 1976, Two modifications of CNN
 */
export function removeTomekLinks(X: MatrixLike, y: ArrayLike<Label>): Resampled {
  const where = "removeTomekLinks";
  const matrix = validateX(where, X);
  const { members } = membersOf(where, matrix, y);
  const smallest = members.reduce((least, own) => (own.length < least.length ? own : least));
  const nearest = nearestOther(matrix);
  const isSmall = new Set(smallest);
  const kept = Array.from({ length: y.length }, (_, i) => i).filter(
    (i) => isSmall.has(i) || !(nearest[nearest[i]!] === i && y[nearest[i]!] !== y[i]),
  );
  return taken(where, matrix, y, kept);
}

/**
 * Edited nearest neighbours: of all but the smallest class, removes each row whose k nearest others are not all of its class ("all"), or mostly of
 * another ("mode"). Wilson 1972, https://doi.org/10.1109/TSMC.1972.4309137
 */
export function editNearestNeighbours(
  X: MatrixLike,
  y: ArrayLike<Label>,
  { kNeighbors: k = 3, kindSel = "all" }: { kNeighbors?: number; kindSel?: "all" | "mode" } = {},
): Resampled {
  const where = "editNearestNeighbours";
  const matrix = validateX(where, X);
  const { members } = membersOf(where, matrix, y);
  const smallest = new Set(members.reduce((least, own) => (own.length < least.length ? own : least)));
  const { indices } = kNeighbors(matrix, matrix, k + 1);
  const kept = Array.from({ length: y.length }, (_, i) => i).filter((i) => {
    if (smallest.has(i)) return true;
    const others = Array.from(indices.subarray(i * (k + 1), (i + 1) * (k + 1)))
      .filter((n) => n !== i)
      .slice(0, k);
    const same = others.filter((n) => y[n] === y[i]).length;
    return kindSel === "all" ? same === k : modeOf(others.map((n) => y[n]!)) === y[i];
  });
  return taken(where, matrix, y, kept);
}

/** The most frequent; of equals the first in order. */
function modeOf(labels: readonly Label[]): Label {
  const counts = new Map<Label, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, z]) => z - x || (a < b ? -1 : 1))[0]![0];
}

function nearestOther(X: Matrix): Int32Array {
  const { indices } = kNeighbors(X, X, 2);
  return Int32Array.from({ length: X.rows }, (_, i) =>
    indices[2 * i] === i ? indices[2 * i + 1]! : indices[2 * i]!,
  );
}

function membersOf(
  where: string,
  X: MatrixLike,
  y: ArrayLike<Label>,
): { members: number[][]; largest: number } {
  requireLength(where, "y", y.length, countRows(where, X));
  const { classes, codes } = encodeLabels(where, Array.from(y));
  if (classes.length < 2)
    throw new RangeError(
      `${where}: y has the one class ${JSON.stringify(classes[0])}, at least 2 are needed`,
    );
  const members = classes.map((_, k) => Array.from(codes.keys()).filter((i) => codes[i] === k));
  return { members, largest: Math.max(...members.map((own) => own.length)) };
}

function taken(where: string, X: MatrixLike, y: ArrayLike<Label>, rows: readonly number[]): Resampled {
  return { X: takeRows(where, X, rows), y: Array.from(takeValues(y, rows)) };
}
