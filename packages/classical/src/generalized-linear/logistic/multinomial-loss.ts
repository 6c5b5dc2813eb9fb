/**
 * The loss of logistic regression for K classes, θ = (w₁, b₁, …, w_K, b_K):
 *
 *   L(θ) = −1/Σwᵢ · Σᵢ wᵢ log p_i,yᵢ + λ/2 Σₖ ‖wₖ‖²,   p_ik = exp z_ik / Σₗ exp z_il,   z_ik = xᵢᵀwₖ + bₖ
 *   ∂L/∂(wₖ, bₖ) = 1/Σwᵢ · Σᵢ wᵢ (p_ik − [yᵢ = k]) (xᵢ, 1) + λ (wₖ, 0)
 *   ∂²L/∂(wₖ, bₖ)∂(wₗ, bₗ) = 1/Σwᵢ · Σᵢ wᵢ p_ik ([k = l] − p_il) (xᵢ, 1)(xᵢ, 1)ᵀ + λ [k = l] diag(1, …, 1, 0)
 *
 * Bishop 2006, Pattern Recognition and Machine Learning, section 4.3.4.
 */

import { augmentedGram, type LogisticLoss, type LogisticProblem } from "./binary-loss.ts";

export function multinomialLoss(problem: LogisticProblem): LogisticLoss {
  const { X, y, classes: K, sampleWeight, l2, fitIntercept } = problem;
  const { data, rows, cols: F } = X;
  const wide = F + 1;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : rows;
  const p = new Float64Array(K);
  return {
    size: K * wide,
    objective(theta, gradient) {
      gradient.fill(0);
      let sum = 0;
      for (let i = 0, start = 0; i < rows; i++, start += F) {
        const log = softmaxAt({ data, start, F }, theta, p);
        const weight = sampleWeight ? sampleWeight[i]! : 1;
        const own = y[i]!;
        sum += weight * (log - p[own]!);
        for (let k = 0; k < K; k++) {
          const pull = weight * (Math.exp(p[k]! - log) - (k === own ? 1 : 0));
          const row = k * wide;
          for (let j = 0; j < F; j++) gradient[row + j]! += pull * data[start + j]!;
          gradient[row + F]! += pull;
        }
      }
      let square = 0;
      for (let k = 0, at = 0; k < K; k++, at++) {
        for (let j = 0; j < F; j++, at++) {
          gradient[at] = gradient[at]! / total + l2 * theta[at]!;
          square += theta[at]! ** 2;
        }
        gradient[at] = fitIntercept ? gradient[at]! / total : 0;
      }
      return sum / total + 0.5 * l2 * square;
    },
    hessian(theta) {
      const probabilities = new Float64Array(rows * K);
      for (let i = 0; i < rows; i++) {
        const log = softmaxAt({ data, start: i * F, F }, theta, p);
        for (let k = 0; k < K; k++) probabilities[i * K + k] = Math.exp(p[k]! - log);
      }
      const H = new Float64Array((K * wide) ** 2);
      for (let k = 0; k < K; k++)
        for (let l = k; l < K; l++) {
          const weight = new Float64Array(rows);
          for (let i = 0; i < rows; i++) {
            const [pk, pl] = [probabilities[i * K + k]!, probabilities[i * K + l]!];
            weight[i] = ((sampleWeight ? sampleWeight[i]! : 1) * pk * (k === l ? 1 - pk : pl)) / total;
          }
          addBlocks(H, augmentedGram(X, weight, fitIntercept), { k, l, K, wide, l2, fitIntercept });
        }
      return H;
    },
  };
}

/** ∂²L/∂(wₖ, bₖ)² of one class k, [F + 1, F + 1]. */
export function classCurvature(problem: LogisticProblem, theta: Float64Array, k: number): Float64Array {
  const { X, classes: K, sampleWeight, l2, fitIntercept } = problem;
  const F = X.cols;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : X.rows;
  const z = new Float64Array(K);
  const weight = Float64Array.from({ length: X.rows }, (_, i) => {
    const log = softmaxAt({ data: X.data, start: i * F, F }, theta, z);
    const p = Math.exp(z[k]! - log);
    return ((sampleWeight ? sampleWeight[i]! : 1) * p * (1 - p)) / total;
  });
  const H = augmentedGram(X, weight, fitIntercept);
  for (let j = 0; j < F; j++) H[j * (F + 1) + j]! += l2;
  return H;
}

/** Fills z, [K], with x's scores; gives log Σₖ exp zₖ. */
function softmaxAt(
  { data, start, F }: { data: Float64Array; start: number; F: number },
  theta: Float64Array,
  z: Float64Array,
): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < z.length; k++) {
    const row = k * (F + 1);
    let score = theta[row + F]!;
    for (let j = 0; j < F; j++) score += data[start + j]! * theta[row + j]!;
    z[k] = score;
    if (score > max) max = score;
  }
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += Math.exp(z[k]! - max);
  return max + Math.log(sum);
}

interface Place {
  k: number;
  l: number;
  K: number;
  wide: number;
  l2: number;
  fitIntercept: boolean;
}

/** The block of classes k and l, and of l and k, whose sign is that of [k = l]. */
function addBlocks(H: Float64Array, block: Float64Array, { k, l, K, wide, l2, fitIntercept }: Place): void {
  const size = K * wide;
  for (let i = 0; i < wide; i++)
    for (let j = 0; j < wide; j++) {
      const isHeld = !fitIntercept && (i === wide - 1 || j === wide - 1);
      const ridge = k === l && i === j && i < wide - 1 ? l2 : 0;
      const held = k === l && i === j ? 1 : 0;
      const value = isHeld ? held : (k === l ? 1 : -1) * block[i * wide + j]! + ridge;
      H[(k * wide + i) * size + l * wide + j] = value;
      H[(l * wide + j) * size + k * wide + i] = value;
    }
}
