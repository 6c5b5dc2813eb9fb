/**
 * The objective of `binaryLoss`, two rows at a time: each weight is read, and each part of the gradient written, once for both, which
 * takes a third off. A last odd row stands alone.
 */

import type { Objective } from "../../optimize/objective.ts";
import type { LogisticProblem } from "./binary-loss.ts";

export function binaryObjectiveFast({ X, y, sampleWeight, l2, fitIntercept }: LogisticProblem): Objective {
  const { data, rows, cols: F } = X;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : rows;
  const scores = new Float64Array(2);
  return (theta, gradient) => {
    gradient.fill(0);
    let sum = 0;
    let byIntercept = 0;
    for (let i = 0; i < rows; i += 2) {
      const first = i * F;
      // Of an odd last row the second is itself, with the weight 0.
      const isPair = i + 1 < rows;
      const second = isPair ? first + F : first;
      let [z0, z1] = [theta[F]!, theta[F]!];
      for (let j = 0; j < F; j++) {
        const w = theta[j]!;
        z0 += data[first + j]! * w;
        z1 += data[second + j]! * w;
      }
      scores[0] = z0;
      scores[1] = z1;
      for (let k = 0; k < (isPair ? 2 : 1); k++) {
        const z = scores[k]!;
        const e = Math.exp(z > 0 ? -z : z);
        const weight = sampleWeight ? sampleWeight[i + k]! : 1;
        const target = y[i + k]!;
        sum += weight * (Math.max(z, 0) + Math.log1p(e) - target * z);
        scores[k] = weight * ((z > 0 ? 1 : e) / (1 + e) - target);
      }
      const [p0, p1] = [scores[0]!, isPair ? scores[1]! : 0];
      byIntercept += p0 + p1;
      for (let j = 0; j < F; j++) gradient[j]! += p0 * data[first + j]! + p1 * data[second + j]!;
    }
    let square = 0;
    for (let j = 0; j < F; j++) {
      gradient[j] = gradient[j]! / total + l2 * theta[j]!;
      square += theta[j]! ** 2;
    }
    gradient[F] = fitIntercept ? byIntercept / total : 0;
    return sum / total + 0.5 * l2 * square;
  };
}
