import { type Philox, randn, type Tensor, tensor } from "@blankfile/tensor";

export interface LinearOptions {
  rng: Philox;
  /** w, [F]; drawn from the normal distribution unless told. */
  weights?: readonly number[];
  /** F, where the weights are drawn. 1 unless told. */
  features?: number;
  /** b. 0 unless told. */
  bias?: number;
  /** σ. 0 unless told. */
  noise?: number;
}

export interface LinearData {
  /** float32, [N, F]. */
  X: Tensor;
  /** float32, [N]. */
  y: Tensor;
  /** What was used, float32, [F]. */
  weights: Tensor;
}

/** y = X w + b + σ ε, with X and ε from the normal distribution. No estimate of w from it has a mean squared error below σ². */
export function linearData(
  n: number,
  { rng, weights, features = weights?.length ?? 1, bias = 0, noise = 0 }: LinearOptions,
): LinearData {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`linearData: ${n} points, a whole number from 1 is needed`);
  if (weights && weights.length !== features)
    throw new RangeError(
      `linearData: ${weights.length} weights for ${features} features, as many are needed`,
    );
  const w = weights ? tensor([...weights]) : randn([features], { rng });
  const X = randn([n, features], { rng });
  const y = X.matmul(w)
    .add(bias)
    .add(randn([n], { rng }).mul(noise));
  return { X, y, weights: w };
}
