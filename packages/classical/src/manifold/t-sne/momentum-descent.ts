import type { EmbeddingGradient } from "./embedding-gradient.ts";

export interface DescentOptions {
  learningRate: number;
  /** Steps in all, of which the first 250 exaggerate. */
  maxIter: number;
  earlyExaggeration: number;
  nIterWithoutProgress: number;
  minGradNorm: number;
  onProgress: (done: number, total: number) => void;
}

/** Steps with exaggerated p and little momentum, which let clusters form. */
const exploration = 250;
/** Every so many steps C is computed and looked at. */
const between = 50;

/**
 * Gradient descent with momentum m and a gain g of each coordinate, which grows where the gradient goes on pointing the way of the last steps
 * and shrinks where it turns (Jacobs 1988):
 *
 *   g ← g + 0.2 where ∂C/∂y and the last step have opposite signs, else 0.8 g;   g ≥ 0.01
 *   Δ ← m Δ − η g ∂C/∂y,   y ← y + Δ
 *
 * First 250 steps with m = 0.5 and p exaggerated, then m = 0.8. Moves Y; gives C where it ends and the steps taken.
 */
export function momentumDescent(
  objective: EmbeddingGradient,
  Y: Float64Array,
  options: DescentOptions,
): { error: number; iterations: number } {
  const { maxIter, earlyExaggeration, nIterWithoutProgress } = options;
  const early = Math.min(exploration, maxIter);
  const first = phase(objective, Y, {
    ...options,
    from: 0,
    to: early,
    momentum: 0.5,
    exaggeration: earlyExaggeration,
    patience: exploration,
  });
  const second = phase(objective, Y, {
    ...options,
    from: first.iterations,
    to: maxIter,
    momentum: 0.8,
    exaggeration: 1,
    patience: nIterWithoutProgress,
  });
  return atEnd(objective, Y, second.iterations);
}

interface PhaseOptions extends DescentOptions {
  from: number;
  to: number;
  momentum: number;
  exaggeration: number;
  /** Steps without a smaller C after which it stops. */
  patience: number;
}

function phase(objective: EmbeddingGradient, Y: Float64Array, options: PhaseOptions): { iterations: number } {
  const { from, to, maxIter, momentum, exaggeration, patience, learningRate, minGradNorm, onProgress } =
    options;
  const gradient = new Float64Array(Y.length);
  const step = new Float64Array(Y.length);
  const gains = new Float64Array(Y.length).fill(1);
  let [best, bestAt] = [Number.POSITIVE_INFINITY, from];
  for (let done = from + 1; done <= to; done++) {
    const looks = done % between === 0;
    const error = objective(Y, gradient, { exaggeration, wantsError: looks });
    let norm = 0;
    for (let at = 0; at < Y.length; at++) {
      const turned = step[at]! * gradient[at]! >= 0;
      gains[at] = Math.max(0.01, turned ? 0.8 * gains[at]! : gains[at]! + 0.2);
      const slope = gains[at]! * gradient[at]!;
      norm += slope * slope;
      step[at] = momentum * step[at]! - learningRate * slope;
      Y[at]! += step[at]!;
    }
    if (!looks) continue;
    onProgress(done, maxIter);
    if (error < best) [best, bestAt] = [error, done];
    if (done - bestAt > patience || Math.sqrt(norm) <= minGradNorm) return { iterations: done };
  }
  return { iterations: to };
}

/** C where Y came to lie. */
function atEnd(objective: EmbeddingGradient, Y: Float64Array, iterations: number) {
  const error = objective(Y, new Float64Array(Y.length), { exaggeration: 1, wantsError: true });
  return { error, iterations };
}
