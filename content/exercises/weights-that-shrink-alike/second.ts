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

export function optimiserOf(values: Arrays, withoutDecay: string[]): Optimiser {
  const parameters: Record<string, Parameter> = {};
  for (const name in values) {
    const zeros = new Array<number>(values[name]!.length).fill(0);
    parameters[name] = {
      values: values[name]!.slice(),
      decays: withoutDecay.indexOf(name) === -1,
      m: zeros,
      v: zeros.slice(),
    };
  }
  return { step: 0, parameters };
}

/** A copy of everything; weights are shrunk first, and Adam's step is then taken from what is left of them. */
export function adamWStep(optimiser: Optimiser, gradients: Arrays, settings: Settings): Optimiser {
  const next = structuredClone(optimiser);
  next.step++;
  for (const [name, parameter] of Object.entries(next.parameters)) {
    const gradient = gradients[name] ?? [];
    if (gradient.length !== parameter.values.length)
      throw new RangeError(`the gradients of ${name} do not fit`);
    if (parameter.decays) shrink(parameter.values, 1 - settings.rate * settings.decay);
    adam(parameter, gradient, next.step, settings);
  }
  return next;
}

export function train(
  optimiser: Optimiser,
  gradientsAt: (values: Arrays) => Arrays,
  settings: Settings,
  steps: number,
): Optimiser {
  if (steps === 0) return optimiser;
  const values: Arrays = {};
  for (const name in optimiser.parameters) values[name] = optimiser.parameters[name]!.values.slice();
  return train(adamWStep(optimiser, gradientsAt(values), settings), gradientsAt, settings, steps - 1);
}

function shrink(values: number[], factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}

function adam({ values, m, v }: Parameter, gradient: number[], step: number, settings: Settings): void {
  const { rate, beta1, beta2, epsilon } = settings;
  for (let i = 0; i < values.length; i++) {
    m[i]! += (1 - beta1) * (gradient[i]! - m[i]!);
    v[i]! += (1 - beta2) * (gradient[i]! * gradient[i]! - v[i]!);
    const root = Math.sqrt(v[i]! / (1 - beta2 ** step));
    values[i]! -= ((rate / (1 - beta1 ** step)) * m[i]!) / (root + epsilon);
  }
}
