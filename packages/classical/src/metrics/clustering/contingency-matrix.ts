import { Matrix } from "../../matrix/matrix.ts";
import { codesOf, type Labels, uniqueLabels } from "../labels.ts";
import { requireSameLength } from "../samples.ts";

/**
 * n_ij, the number of samples of class i in cluster j, [classes, clusters], in the order of the labels. `eps` is added
 * to each.
 */
export function contingencyMatrix(
  labelsTrue: Labels,
  labelsPred: Labels,
  { eps = 0 }: { eps?: number } = {},
): Matrix {
  const { a, b, cells } = contingencyOf("contingencyMatrix", labelsTrue, labelsPred);
  const out = Matrix.zeros(a.length, b.length);
  out.data.fill(eps);
  for (const { i, j, n } of cells) out.data[i * b.length + j]! += n;
  return out;
}

/** A contingency table without its zeros: at most N cells, however many classes and clusters there are. */
export interface Contingency {
  /** a_i = Σ_j n_ij, the size of each class. */
  a: Float64Array;
  /** b_j = Σ_i n_ij, the size of each cluster. */
  b: Float64Array;
  /** The n_ij above 0. */
  cells: { i: number; j: number; n: number }[];
  /** N, the number of samples. */
  N: number;
}

export function contingencyOf(where: string, labelsTrue: Labels, labelsPred: Labels): Contingency {
  const N = requireSameLength(where, { labelsTrue, labelsPred });
  const [classes, clusters] = [uniqueLabels(where, labelsTrue), uniqueLabels(where, labelsPred)];
  const [rows, columns] = [codesOf(labelsTrue, classes), codesOf(labelsPred, clusters)];
  const [a, b] = [new Float64Array(classes.length), new Float64Array(clusters.length)];
  const counts = new Map<number, number>();
  for (let s = 0; s < N; s++) {
    const [i, j] = [rows[s]!, columns[s]!];
    a[i]!++;
    b[j]!++;
    const key = i * b.length + j;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const cells = Array.from(counts, ([key, n]) => ({ i: Math.floor(key / b.length), j: key % b.length, n }));
  return { a, b, cells, N };
}
