/**
 * A logistic model of two features: z = b + u·x₁ + v·x₂, p = σ(z). Two losses of one point with the label y:
 *
 *   cross-entropy   log(1 + e^z) − y·z       slope in z:  p − y
 *   squared error   ½ (p − y)²               slope in z:  (p − y) p (1 − p)
 */
export interface LabelledPoint {
  x: [number, number];
  /** 0 or 1: what the model is told. */
  y: number;
  /** Whether that is not the label of the disc the point lies in. */
  flipped: boolean;
}

/** b, u, v. */
export type Weights = [number, number, number];

export const logit = ([b, u, v]: Weights, [x1, x2]: [number, number]): number => b + u * x1 + v * x2;

export function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** log(1 + e^z) − y·z, with no exponent above 0. */
export function crossEntropy(z: number, y: number): number {
  return Math.max(z, 0) - y * z + Math.log1p(Math.exp(-Math.abs(z)));
}

export function squaredError(z: number, y: number): number {
  return (sigmoid(z) - y) ** 2 / 2;
}

const slopes: Record<string, (z: number, y: number) => number> = {
  "cross-entropy": (z, y) => sigmoid(z) - y,
  squared: (z, y) => (sigmoid(z) - y) * sigmoid(z) * sigmoid(-z),
};

export interface Descent {
  /** "cross-entropy" or "squared". */
  loss: string;
  rate: number;
  /** λ of ½ λ (u² + v²), added to the mean loss. */
  penalty: number;
}

/** One step of gradient descent on the mean loss and the penalty. */
export function descend(
  points: readonly LabelledPoint[],
  w: Weights,
  { loss, rate, penalty }: Descent,
): Weights {
  const slope = slopes[loss]!;
  const gradient: Weights = [0, penalty * w[1], penalty * w[2]];
  for (const { x, y } of points) {
    const s = slope(logit(w, x), y) / points.length;
    gradient[0] += s;
    gradient[1] += s * x[0];
    gradient[2] += s * x[1];
  }
  return [w[0] - rate * gradient[0], w[1] - rate * gradient[1], w[2] - rate * gradient[2]];
}

export function meanOf(
  points: readonly LabelledPoint[],
  w: Weights,
  loss: (z: number, y: number) => number,
): number {
  return points.reduce((sum, { x, y }) => sum + loss(logit(w, x), y), 0) / points.length;
}
