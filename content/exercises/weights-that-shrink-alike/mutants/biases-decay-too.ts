// The decay is applied without asking for whom it is.
export interface Parameter {
  values: number[];
  /** Whether weight decay is for it: true for weights, false for biases. */
  decays: boolean;
  /** The running mean of its gradients. */
  m: number[];
  /** The running mean of their squares. */
  v: number[];
}

export interface Optimiser {
  /** Steps taken so far. */
  step: number;
  parameters: Record<string, Parameter>;
}

export interface Settings {
  /** η. */
  rate: number;
  /** λ. */
  decay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

export type Arrays = Record<string, number[]>;

/** An optimiser before its first step; parameters named in `withoutDecay` do not decay. */
export function optimiserOf(values: Arrays, withoutDecay: string[]): Optimiser {
  const parameters = Object.entries(values).map(([name, array]): [string, Parameter] => [
    name,
    {
      values: [...array],
      decays: !withoutDecay.includes(name),
      m: array.map(() => 0),
      v: array.map(() => 0),
    },
  ]);
  return { step: 0, parameters: Object.fromEntries(parameters) };
}

/** The optimiser after one more step. `gradients` has an array for each parameter; others are refused with a RangeError. */
export function adamWStep(optimiser: Optimiser, gradients: Arrays, settings: Settings): Optimiser {
  const step = optimiser.step + 1;
  const parameters = Object.entries(optimiser.parameters).map(([name, parameter]): [string, Parameter] => {
    const gradient = gradients[name];
    if (gradient?.length !== parameter.values.length)
      throw new RangeError(
        `adamWStep: ${gradient?.length ?? "no"} gradients for ${name}, ${parameter.values.length} are needed`,
      );
    return [name, moved(parameter, gradient, step, settings)];
  });
  return { step, parameters: Object.fromEntries(parameters) };
}

/**
 * θ ← θ − η λ θ − η m̂ / (√v̂ + ε), where m and v average the loss's gradient alone: with λ θ in the gradient, the decay would be divided by
 * √v̂ like everything else. Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101, algorithm 2.
 */
function moved(
  { values, decays, m, v }: Parameter,
  gradient: number[],
  step: number,
  { rate, decay, beta1, beta2, epsilon }: Settings,
): Parameter {
  const lambda = decay;
  const nextM = m.map((old, i) => beta1 * old + (1 - beta1) * gradient[i]!);
  const nextV = v.map((old, i) => beta2 * old + (1 - beta2) * gradient[i]! ** 2);
  const nextValues = values.map((value, i) => {
    const mHat = nextM[i]! / (1 - beta1 ** step);
    const vHat = nextV[i]! / (1 - beta2 ** step);
    return value - rate * lambda * value - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
  });
  return { values: nextValues, decays, m: nextM, v: nextV };
}

/** So many steps, each by the gradients that `gradientsAt` gives for the present values. */
export function train(
  optimiser: Optimiser,
  gradientsAt: (values: Arrays) => Arrays,
  settings: Settings,
  steps: number,
): Optimiser {
  let now = optimiser;
  for (let i = 0; i < steps; i++) {
    const values = Object.entries(now.parameters).map(([name, { values }]) => [name, [...values]]);
    now = adamWStep(now, gradientsAt(Object.fromEntries(values)), settings);
  }
  return now;
}
