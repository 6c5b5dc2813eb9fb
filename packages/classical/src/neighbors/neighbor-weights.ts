import { choice, custom, either } from "../estimator/parameters.ts";

/** Weights of the neighbours of one query, from their distances. */
export type WeightFunction = (distances: Float64Array) => ArrayLike<number>;

/** How much neighbours count: all the same, by 1 / distance, or by a function. */
export type WeightRule = "uniform" | "distance" | WeightFunction;

export const weightParameter = either(
  choice("uniform", "distance"),
  custom<WeightFunction>(
    (distances) => distances.map(() => 1),
    (value) => typeof value === "function",
    "a function of distances",
  ),
);

/**
 * The weights of one query's neighbours: 1, or d₀/d with the smallest distance d₀, which is 1/d up to a factor. Where some are at distance 0,
 * only those count.
 */
export function neighborWeights(where: string, rule: WeightRule, distances: Float64Array): Float64Array {
  if (rule === "uniform") return new Float64Array(distances.length).fill(1);
  if (rule === "distance") {
    const nearest = distances.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return distances.map((d) => (d === nearest ? 1 : nearest / d));
  }
  const weights = Float64Array.from(rule(distances));
  if (weights.length !== distances.length || !weights.every((w) => w >= 0 && w < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `${where}: the function weights gave [${weights.join(", ")}] for ${distances.length} distances, as many finite numbers of at least 0 are needed`,
    );
  if (weights.length > 0 && !weights.some((w) => w > 0))
    throw new RangeError(`${where}: the function weights gave 0 for all neighbours, one above 0 is needed`);
  return weights;
}
