/** A number that remembers how it was computed. */
export class Value {
  data: number;
  grad = 0;
  private inputs: readonly Value[];
  /** Adds this value's gradient, times the local slopes, to its inputs' gradients. */
  private handOn: (gradient: number) => void;

  constructor(data: number, inputs: readonly Value[] = [], handOn: (gradient: number) => void = () => {}) {
    this.data = data;
    this.inputs = inputs;
    this.handOn = handOn;
  }

  plus(other: Value): Value {
    return new Value(this.data + other.data, [this, other], (gradient) => {
      this.grad += gradient;
      other.grad += gradient;
    });
  }

  times(other: Value): Value {
    return new Value(this.data * other.data, [this, other], (gradient) => {
      this.grad += other.data * gradient;
      other.grad += this.data * gradient;
    });
  }

  tanh(): Value {
    const y = Math.tanh(this.data);
    return new Value(y, [this], (gradient) => {
      this.grad += (1 - y * y) * gradient;
    });
  }

  /** Adds ∂this/∂v to the gradient of every value v below. */
  backward(): void {
    this.grad = 1;
    for (const value of this.usersFirst()) value.handOn(value.grad);
  }

  /** This value and all that it was computed from, each after everything that uses it. */
  private usersFirst(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>();
    const visit = (value: Value): void => {
      if (seen.has(value)) return;
      seen.add(value);
      order.push(value);
      for (const input of value.inputs) visit(input);
    };
    visit(this);
    return order;
  }
}

export type Model = (x: Value, weights: readonly Value[]) => Value;

/** w₂ tanh(x w₁) */
export function plain(x: Value, [w1, w2]: readonly Value[]): Value {
  return x.times(w1!).tanh().times(w2!);
}

/** h + tanh(h w₂), h = x w₁ */
export function shortcut(x: Value, [w1, w2]: readonly Value[]): Value {
  const h = x.times(w1!);
  return h.plus(h.times(w2!).tanh());
}

/** tanh(h w₂) + h, h = x w₁ */
export function shortcutTurned(x: Value, [w1, w2]: readonly Value[]): Value {
  const h = x.times(w1!);
  return h.times(w2!).tanh().plus(h);
}

/** The mean square error of a model over pairs of x and y. */
export function loss(
  model: Model,
  weights: readonly Value[],
  data: readonly (readonly [number, number])[],
): Value {
  let total = new Value(0);
  for (const [x, y] of data) {
    const error = model(new Value(x), weights).plus(new Value(-y));
    total = total.plus(error.times(error));
  }
  return total.times(new Value(1 / data.length));
}

/** Gradient descent; the losses before each step. */
export function descend(
  model: Model,
  weights: readonly Value[],
  data: readonly (readonly [number, number])[],
  { steps, rate }: { steps: number; rate: number },
): number[] {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    for (const weight of weights) weight.grad = 0;
    const result = loss(model, weights, data);
    losses.push(result.data);
    result.backward();
    for (const weight of weights) weight.data -= rate * weight.grad;
  }
  return losses;
}
