import { Matrix } from "../../matrix/matrix.ts";
import { isMultilabel, type Multilabel, requireIndicator } from "../multilabel.ts";
import { linearSumAssignment } from "./linear-sum-assignment.ts";

/** Biclusters: which rows, [K, N], and which columns, [K, F], belong to each, as 0 and 1. */
export interface Biclusters {
  rows: Multilabel;
  columns: Multilabel;
}

/**
 * How much two sets of biclusters agree, from 0 to 1: the sum of Jaccard similarities |a ∩ b| / |a ∪ b| of cells over
 * the best pairing, divided by the number of biclusters in the larger set. Hochreiter et al. 2010,
 * https://doi.org/10.1093/bioinformatics/btq227
 */
export function consensusScore(a: Biclusters, b: Biclusters): number {
  const [first, second] = [indicators("a", a), indicators("b", b)];
  if (first.rows.cols !== second.rows.cols || first.columns.cols !== second.columns.cols) {
    throw new RangeError(
      `consensusScore: a is of ${first.rows.cols} × ${first.columns.cols} cells, b of ${second.rows.cols} × ${second.columns.cols}; both need the same`,
    );
  }
  const [few, many] = first.rows.rows <= second.rows.rows ? [first, second] : [second, first];
  const distances = Matrix.zeros(few.rows.rows, many.rows.rows);
  for (let i = 0; i < distances.rows; i++) {
    for (let j = 0; j < distances.cols; j++)
      distances.data[i * distances.cols + j] = 1 - similarity(few, i, many, j);
  }
  let sum = 0;
  linearSumAssignment(distances).forEach((j, i) => {
    sum += 1 - distances.at(i, j);
  });
  return sum / distances.cols;
}

interface Indicators {
  rows: Matrix;
  columns: Matrix;
}

function indicators(name: string, { rows, columns }: Biclusters): Indicators {
  if (!isMultilabel(rows) || !isMultilabel(columns)) {
    throw new TypeError(
      `consensusScore: ${name} without rows of 0 and 1, { rows: [K, N], columns: [K, F] } is needed`,
    );
  }
  const found = {
    rows: requireIndicator("consensusScore", `${name}.rows`, rows),
    columns: requireIndicator("consensusScore", `${name}.columns`, columns),
  };
  if (found.rows.rows === found.columns.rows) return found;
  throw new RangeError(
    `consensusScore: ${name} has ${found.rows.rows} biclusters by rows and ${found.columns.rows} by columns, as many are needed`,
  );
}

/** Cells in both over cells in either; 0 for two without cells. */
function similarity(a: Indicators, i: number, b: Indicators, j: number): number {
  const both = common(a.rows.row(i), b.rows.row(j)) * common(a.columns.row(i), b.columns.row(j));
  const either = cells(a, i) + cells(b, j) - both;
  return either === 0 ? 0 : both / either;
}

function cells({ rows, columns }: Indicators, k: number): number {
  return common(rows.row(k), rows.row(k)) * common(columns.row(k), columns.row(k));
}

function common(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, at) => sum + value * y[at]!, 0);
}
