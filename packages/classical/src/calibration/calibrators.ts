import { Matrix } from "../matrix/matrix.ts";
import { fitSigmoid, type Sigmoid, sigmoidAt } from "./fit-sigmoid.ts";
import { fitTemperature, scaledSoftmax } from "./fit-temperature.ts";
import { fitSteps, type Steps, stepAt } from "./isotonic-steps.ts";

/** How scores become probabilities, as plain values: one function for each column of scores, or one temperature for all. */
export type Calibrator =
  | { method: "sigmoid"; sigmoids: Sigmoid[] }
  | { method: "isotonic"; steps: Steps[] }
  | { method: "temperature"; beta: number };

/** What a classifier says of rows: decisions or probabilities, [N, C], C = 1 for two classes (then of the second), else a column for each of its classes. */
export interface Scores {
  values: Matrix;
  areProbabilities: boolean;
  /** The places of the columns' classes among all classes. */
  classes: readonly number[];
}

interface Learnt {
  /** Places of the classes, [N]. */
  y: Int32Array;
  K: number;
  sampleWeight: Float64Array | undefined;
}

export function fitCalibrator(
  method: Calibrator["method"],
  scores: Scores,
  { y, K, sampleWeight }: Learnt,
): Calibrator {
  if (method === "temperature") return { method, beta: fitTemperature(logitsOf(scores, K), y, sampleWeight) };
  const columns = scores.classes.map((code, column) => ({
    x: scores.values.column(column),
    isOwn: Float64Array.from(y, (one) => Number(one === code)),
  }));
  return method === "sigmoid"
    ? { method, sigmoids: columns.map(({ x, isOwn }) => fitSigmoid(x, isOwn, sampleWeight)) }
    : { method, steps: columns.map(({ x, isOwn }) => fitSteps(x, isOwn, { sampleWeight })) };
}

/** Probabilities of all K classes, [N, K]: those of the columns, divided by their sum; where all are 0, the same for all. */
export function calibrate(calibrator: Calibrator, scores: Scores, K: number): Matrix {
  if (calibrator.method === "temperature") return scaledSoftmax(calibrator.beta, logitsOf(scores, K));
  const out = Matrix.zeros(scores.values.rows, K);
  for (let i = 0; i < out.rows; i++) {
    let total = 0;
    for (const [column, code] of scores.classes.entries()) {
      const score = scores.values.at(i, column);
      const p =
        calibrator.method === "sigmoid"
          ? sigmoidAt(calibrator.sigmoids[column]!, score)
          : stepAt(calibrator.steps[column]!, score);
      out.data[i * K + code] = p;
      total += p;
    }
    if (K === 2) out.data[2 * i] = 1 - out.data[2 * i + 1]!;
    else for (let k = 0; k < K; k++) out.data[i * K + k] = total > 0 ? out.data[i * K + k]! / total : 1 / K;
  }
  return out;
}

/** ln(p + 10⁻¹²) of probabilities; decisions as they are, of two classes −f and f. A class that the classifier has not seen gets −∞ nearly. */
function logitsOf({ values, areProbabilities, classes }: Scores, K: number): Matrix {
  const out = new Matrix(new Float64Array(values.rows * K).fill(K === 2 ? 0 : Math.log(1e-12)), [
    values.rows,
    K,
  ]);
  for (let i = 0; i < values.rows; i++) {
    for (const [column, code] of classes.entries()) {
      const score = values.at(i, column);
      out.data[i * K + code] = areProbabilities ? Math.log(score + 1e-12) : score;
      if (K === 2) out.data[2 * i] = areProbabilities ? Math.log(1 - score + 1e-12) : -score;
    }
  }
  return out;
}
