/**
 * Losses of one sample with the score z = xᵀw + b, and their slopes in z. For classes y is −1 or 1, m = y z is the margin.
 *
 *   hinge           (1 − m)₊                              squaredHinge   (1 − m)₊²
 *   perceptron      (−m)₊                                 logLoss        log(1 + e^−m)
 *   modifiedHuber   (1 − m)₊² for m ≥ −1, −4m below       squaredError   ½ (y − z)²
 *   huber           ½ r² for |r| ≤ ε, ε|r| − ½ε² beyond, r = y − z
 *   epsilonInsensitive   (|r| − ε)₊                       squaredEpsilonInsensitive   (|r| − ε)₊²
 *
 * Zhang 2004, https://doi.org/10.1145/1015330.1015332, table 1.
 */
export interface SampleLoss {
  value: (z: number, y: number) => number;
  slope: (z: number, y: number) => number;
}

export type ClassLossName = "hinge" | "logLoss" | "modifiedHuber" | "squaredHinge" | "perceptron";
export type ValueLossName = "squaredError" | "huber" | "epsilonInsensitive" | "squaredEpsilonInsensitive";

const over = (m: number): number => Math.max(0, 1 - m);

export function classLoss(name: ClassLossName): SampleLoss {
  if (name === "hinge") return { value: (z, y) => over(y * z), slope: (z, y) => (y * z < 1 ? -y : 0) };
  if (name === "squaredHinge")
    return { value: (z, y) => over(y * z) ** 2, slope: (z, y) => -2 * y * over(y * z) };
  if (name === "perceptron")
    return { value: (z, y) => Math.max(0, -y * z), slope: (z, y) => (y * z <= 0 ? -y : 0) };
  if (name === "modifiedHuber")
    return {
      value: (z, y) => (y * z >= -1 ? over(y * z) ** 2 : -4 * y * z),
      slope: (z, y) => (y * z >= -1 ? -2 * y * over(y * z) : -4 * y),
    };
  return {
    value: (z, y) => Math.max(0, -y * z) + Math.log1p(Math.exp(-Math.abs(z))),
    slope: (z, y) => -y / (1 + Math.exp(y * z)),
  };
}

export function valueLoss(name: ValueLossName, epsilon: number): SampleLoss {
  if (name === "squaredError") return { value: (z, y) => 0.5 * (y - z) ** 2, slope: (z, y) => z - y };
  if (name === "huber")
    return {
      value: (z, y) => {
        const r = Math.abs(y - z);
        return r <= epsilon ? 0.5 * r * r : epsilon * r - 0.5 * epsilon * epsilon;
      },
      slope: (z, y) => Math.max(-epsilon, Math.min(epsilon, z - y)),
    };
  const beyond = (z: number, y: number): number => Math.max(0, Math.abs(y - z) - epsilon);
  if (name === "epsilonInsensitive")
    return { value: beyond, slope: (z, y) => (beyond(z, y) > 0 ? Math.sign(z - y) : 0) };
  return {
    value: (z, y) => beyond(z, y) ** 2,
    slope: (z, y) => 2 * beyond(z, y) * Math.sign(z - y),
  };
}
