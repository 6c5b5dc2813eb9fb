import { type Column, Table } from "@blankfile/data";
import { type EstimatorJSON, fromJSON } from "../estimator/json.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** Everything that a worker needs to fit: plain values that a message can hold. */
export interface FitJob {
  estimator: EstimatorJSON;
  X:
    | { rows: number; cols: number; data: Float64Array; names: readonly string[] | undefined }
    | { columns: [string, Column][] };
  y: unknown;
  sampleWeight: ArrayLike<number> | undefined;
  /** Modules to import first, which make further classes known. */
  modules: readonly string[];
}

/** What a worker says. */
export type FitMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "fitted"; estimator: EstimatorJSON }
  | { kind: "failed"; name: string; message: string };

export function packX(where: string, X: MatrixLike): FitJob["X"] {
  if (X instanceof Table) return { columns: X.names.map((name) => [name, X.column(name)]) };
  const { rows, cols, data, names } = toMatrix(where, X);
  return { rows, cols, data, names };
}

function unpackX(X: FitJob["X"]): MatrixLike {
  return "columns" in X ? new Table(X.columns) : new Matrix(X.data, [X.rows, X.cols], X.names);
}

/** At most so many messages of progress a second would be drawn; more only cost. */
const milliseconds = 50;

/** Fits as the job says and tells what comes of it. `now` reads a clock in milliseconds. */
export async function runFit(
  job: FitJob,
  tell: (message: FitMessage) => void,
  now: () => number,
): Promise<void> {
  try {
    for (const module of job.modules) await import(/* @vite-ignore */ module);
    let told = Number.NEGATIVE_INFINITY;
    const onProgress = (done: number, total: number) => {
      if (done < total && now() - told < milliseconds) return;
      told = now();
      tell({ kind: "progress", done, total });
    };
    const options = { onProgress, ...(job.sampleWeight ? { sampleWeight: job.sampleWeight } : {}) };
    const fitted = fromJSON(job.estimator).fit(unpackX(job.X), job.y, options);
    tell({ kind: "fitted", estimator: fitted.toJSON() });
  } catch (reason) {
    const { name, message } = reason instanceof Error ? reason : new Error(String(reason));
    tell({ kind: "failed", name, message });
  }
}
