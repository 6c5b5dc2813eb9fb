import { Matrix } from "../../matrix/matrix.ts";
import { minimizeLBFGS } from "../../optimize/minimize-lbfgs.ts";
import { minimizeNewton } from "../../optimize/minimize-newton.ts";
import { type Minimum, maxAbs } from "../../optimize/objective.ts";
import { binaryLoss, type LogisticLoss, type LogisticProblem } from "./binary-loss.ts";
import { binaryObjectiveFast } from "./binary-objective-fast.ts";
import { classCurvature, multinomialLoss } from "./multinomial-loss.ts";
import { proximalNewton } from "./proximal-newton.ts";

export interface LogisticTask extends Omit<LogisticProblem, "l2"> {
  /** One over the weight of the penalty; Infinity for none. */
  C: number;
  /** ρ */
  ratio: number;
  solver: "lbfgs" | "newton-cholesky" | "coordinateDescent";
  tol: number;
  maxIter: number;
  /** Rows of coefficients and intercept to start from, where their shape fits. */
  start: Matrix | undefined;
  onProgress: (done: number, total: number) => void;
}

export interface LogisticFit {
  /** [1, F] for two classes, else [K, F]. */
  coef: Matrix;
  intercept: Float64Array;
  iterations: number;
  /** What to warn of, where the tolerance is not met. */
  complaint: string | undefined;
}

export function solveLogistic(task: LogisticTask): LogisticFit {
  const { X, classes, sampleWeight, C, ratio, tol, maxIter } = task;
  const F = X.cols;
  const rows = classes === 2 ? 1 : classes;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : X.rows;
  const problem = { ...task, l2: (1 - ratio) / (C * total) };
  const loss =
    classes === 2
      ? { ...binaryLoss(problem), objective: binaryObjectiveFast(problem) }
      : multinomialLoss(problem);
  const hasStart = task.start?.rows === rows && task.start.cols === F + 1;
  const start = hasStart ? task.start!.data : new Float64Array(loss.size);
  const found = minimise(task, { loss, problem, l1: ratio / (C * total), start });
  const coef = Matrix.zeros(rows, F);
  const intercept = new Float64Array(rows);
  for (let k = 0; k < rows; k++) {
    coef.data.set(found.x.subarray(k * (F + 1), k * (F + 1) + F), k * F);
    intercept[k] = task.fitIntercept ? found.x[k * (F + 1) + F]! : 0;
  }
  // Softmax does not see what all scores have in common: intercepts sum to 0.
  const shared = rows > 1 ? intercept.reduce((sum, b) => sum + b, 0) / rows : 0;
  for (let k = 0; k < rows; k++) intercept[k]! -= shared;
  const left = maxAbs(found.gradient);
  const remedy =
    found.iterations >= maxIter
      ? "a larger maxIter or scaled columns (StandardScaler) help"
      : "no step lowers the loss by more than rounding; scaled columns (StandardScaler) or a larger tol help";
  const complaint = found.converged
    ? undefined
    : `stopped after ${found.iterations} iterations with a gradient of ${left.toPrecision(3)}, ${tol} is needed; ${remedy}`;
  return { coef, intercept, iterations: found.iterations, complaint };
}

interface Smooth {
  loss: LogisticLoss;
  problem: LogisticProblem;
  l1: number;
  start: Float64Array;
}

function minimise(task: LogisticTask, { loss, problem, l1, start }: Smooth): Minimum {
  const { solver, maxIter, tol, fitIntercept, X } = task;
  const onStep = (iterations: number) => task.onProgress(iterations, maxIter);
  const rules = { maxIter, gtol: tol, onStep };
  if (solver === "lbfgs") return minimizeLBFGS(loss.objective, start, rules);
  if (solver === "newton-cholesky") return minimizeNewton(loss.objective, loss.hessian, start, rules);
  const isFew = loss.size <= 1000;
  const block = isFew ? loss.size : X.cols + 1;
  const curvature = (theta: Float64Array, at: number) =>
    isFew || task.classes === 2 ? loss.hessian(theta) : classCurvature(problem, theta, at);
  const proximal = { loss, features: X.cols, l1, fitIntercept, block, curvature, maxIter, tol, onStep };
  return proximalNewton(proximal, start);
}
