/**
 * n sparse features through 2 dimensions and back, after Elhage et al. 2022: x̂ = ReLU(WᵀWx + b), W of shape 2 × n, b of
 * shape n, and the loss Σ_i I_i (x_i − x̂_i)², mean over samples, with I_i = decay^i.
 */
import type { LabRandom } from "@blankfile/curriculum/lab";

export type Chosen = { features: number; density: number; decay: number; relu: boolean; rate: number };

/** Parameters in one list: first row of W, second row of W, b; with Adam's two averages. */
export interface Model {
  n: number;
  parameters: number[];
  first: number[];
  second: number[];
  steps: number;
  /** Mean loss over the latest frame. */
  loss: number;
}

const batch = 100;

export function begin({ features: n }: Chosen, random: LabRandom): Model {
  const parameters = Array.from({ length: 3 * n }, (_, i) => (i < 2 * n ? 0.4 * random.normal() : 0));
  const zeros = parameters.map(() => 0);
  return { n, parameters, first: zeros, second: zeros, steps: 0, loss: 0 };
}

/** Direction of feature i: column i of W. */
export function column({ n, parameters }: Model, i: number): [number, number] {
  return [parameters[i]!, parameters[n + i]!];
}

/** Each feature is 0, or with the given density uniform in [0, 1). Row-major, batch × n. */
export function sample(rows: number, n: number, density: number, random: LabRandom): number[] {
  return Array.from({ length: rows * n }, () => (random.uniform() < density ? random.uniform() : 0));
}

/** Loss and its gradient in all 3n parameters, for X of shape rows × n. W is used twice, so it hears twice. */
export function lossAndGradient(model: Model, X: readonly number[], chosen: Chosen) {
  const { n, parameters } = model;
  const rows = X.length / n;
  const gradient = parameters.map(() => 0);
  const weights = Array.from({ length: n }, (_, i) => chosen.decay ** i / rows);
  let loss = 0;
  for (let s = 0; s < X.length; s += n) {
    let [h0, h1, g0, g1] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      h0 += parameters[i]! * X[s + i]!;
      h1 += parameters[n + i]! * X[s + i]!;
    }
    for (let i = 0; i < n; i++) {
      const [a, c] = [parameters[i]!, parameters[n + i]!];
      const z = a * h0 + c * h1 + parameters[2 * n + i]!;
      const out = chosen.relu && z < 0 ? 0 : z;
      const weight = weights[i]!;
      loss += weight * (X[s + i]! - out) ** 2;
      const dz = chosen.relu && z <= 0 ? 0 : 2 * weight * (out - X[s + i]!);
      gradient[i]! += dz * h0;
      gradient[n + i]! += dz * h1;
      gradient[2 * n + i]! += dz;
      g0 += dz * a;
      g1 += dz * c;
    }
    for (let i = 0; i < n; i++) {
      gradient[i]! += g0 * X[s + i]!;
      gradient[n + i]! += g1 * X[s + i]!;
    }
  }
  return { loss, gradient };
}

/** `count` steps of Adam on fresh samples. */
export function train(model: Model, chosen: Chosen, random: LabRandom, count: number): Model {
  let { parameters, first, second, steps } = model;
  let total = 0;
  for (let k = 0; k < count; k++) {
    const X = sample(batch, model.n, chosen.density, random);
    const { loss, gradient } = lossAndGradient({ ...model, parameters }, X, chosen);
    total += loss;
    steps++;
    first = first.map((m, i) => 0.9 * m + 0.1 * gradient[i]!);
    second = second.map((v, i) => 0.99 * v + 0.01 * gradient[i]! ** 2);
    const [c1, c2] = [1 - 0.9 ** steps, 1 - 0.99 ** steps];
    parameters = parameters.map(
      (x, i) => x - (chosen.rate * (first[i]! / c1)) / (Math.sqrt(second[i]! / c2) + 1e-6),
    );
  }
  return { ...model, parameters, first, second, steps, loss: total / count };
}

/** How many features have a direction: |W_i|² above ½. */
export function represented(model: Model): number {
  return Array.from({ length: model.n }, (_, i) => Math.hypot(...column(model, i)) ** 2 > 0.5).filter(Boolean)
    .length;
}
