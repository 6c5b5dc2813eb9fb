import { Philox } from "@blankfile/tensor";

/** What an estimator is fitted to and asked, generated from one seed. */
export interface Data {
  /** [N, F], row by row. */
  X: Float64Array;
  rows: number;
  cols: number;
  /** [N]; classes as 0 and 1, of clusters and embeddings nothing. */
  y: Float64Array;
  /** [M, F], rows for predict. */
  test: Float64Array;
  testRows: number;
  testY: Float64Array;
}

export interface Task {
  name: string;
  /** What engines know it by. */
  kind: "ols" | "logistic" | "tree" | "forest" | "histogram" | "knn" | "kmeans" | "pca" | "svc" | "tsne";
  rows: number;
  cols: number;
  /** The quality that is printed beside the times. */
  quality: "R²" | "accuracy" | "inertia" | "explained" | "KL";
  /** Their fit time over scikit-learn's that design/classical.md asks for at most, and aims at. */
  target?: readonly [atMost: number, aim: number];
  /** The same for predict. */
  predictTarget?: readonly [atMost: number, aim: number];
}

const make = (
  kind: Task["kind"],
  rows: number,
  cols: number,
  rest: Omit<Task, "name" | "kind" | "rows" | "cols">,
): Task => ({
  name: `${kind} ${rows} × ${cols}`,
  kind,
  rows,
  cols,
  ...rest,
});

/** Those of the design, at its sizes. */
export const tasks: readonly Task[] = [
  make("ols", 100_000, 50, { quality: "R²", target: [1, 0.3] }),
  make("logistic", 50_000, 50, { quality: "accuracy", target: [2, 1.3] }),
  make("tree", 20_000, 20, { quality: "accuracy", target: [1.2, 0.75] }),
  make("forest", 20_000, 20, { quality: "accuracy", target: [1.7, 1.2], predictTarget: [3, 1.5] }),
  make("histogram", 100_000, 20, { quality: "accuracy", target: [2, 1.3], predictTarget: [3, 1.5] }),
  make("knn", 20_000, 10, { quality: "accuracy", predictTarget: [1.3, 1] }),
  make("kmeans", 100_000, 16, { quality: "inertia", target: [3, 1.7] }),
  make("pca", 20_000, 200, { quality: "explained", target: [0.8, 0.4] }),
  make("svc", 5_000, 20, { quality: "accuracy", target: [2, 1.5] }),
  make("tsne", 2_000, 20, { quality: "KL", target: [1, 0.6] }),
];

/** The same at a quarter and half of the rows, and at half of the columns. */
export const growthTasks: readonly Task[] = tasks
  .filter(({ kind }) => kind !== "tsne" && kind !== "forest")
  .flatMap(({ kind, rows, cols, quality }) => [
    make(kind, rows / 4, cols, { quality }),
    make(kind, rows / 2, cols, { quality }),
    make(kind, rows, cols / 2, { quality }),
  ]);

/**
 * Rows around ten centres, which lie apart for embeddings and overlap for clusters, so that k-means takes some twenty iterations; columns that hang together for PCA; else normal columns, of which y follows a line (ols), a noisy
 * line (logistic), or a curved surface with products of two columns.
 */
export function generate({ kind, rows, cols }: Task): Data {
  const rng = new Philox(7).fork(kind);
  const testRows = kind === "knn" ? 2000 : Math.min(20_000, Math.max(1000, rows / 5));
  const weights = Float64Array.from({ length: cols }, () => rng.normal());
  const centres = Float64Array.from(
    { length: 10 * cols },
    () => (kind === "kmeans" ? 1.5 : 4) * rng.normal(),
  );
  const some = (count: number): { X: Float64Array; y: Float64Array } => {
    const X = new Float64Array(count * cols);
    const y = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const row = X.subarray(i * cols, (i + 1) * cols);
      for (let j = 0; j < cols; j++) row[j] = Math.fround(rng.normal());
      if (kind === "kmeans" || kind === "tsne") {
        const centre = rng.integer(10);
        for (let j = 0; j < cols; j++) row[j] = Math.fround(row[j]! * 1.5 + centres[centre * cols + j]!);
      } else if (kind === "pca")
        for (let j = 1; j < cols; j++) row[j] = Math.fround(0.6 * row[j - 1]! + row[j]! * (1 + (j % 5)));
      else y[i] = targetOf(kind, row, weights, rng);
    }
    return { X, y };
  };
  const [train, test] = [some(rows), some(testRows)];
  return { X: train.X, rows, cols, y: train.y, test: test.X, testRows, testY: test.y };
}

function targetOf(kind: Task["kind"], row: Float64Array, weights: Float64Array, rng: Philox): number {
  let line = 0;
  for (let j = 0; j < row.length; j++) line += row[j]! * weights[j]!;
  if (kind === "ols") return line + rng.normal();
  if (kind === "logistic") return Number(line / 3 + logistic(rng) > 0);
  const surface = row[0]! * row[1]! + Math.sin(2 * row[2]!) + row[3]! ** 2 - 1 + 0.5 * (row[4] ?? 0);
  return Number(surface + 0.3 * rng.normal() > 0);
}

function logistic(rng: Philox): number {
  const u = rng.uniform();
  return Math.log((u + 1e-12) / (1 - u));
}
