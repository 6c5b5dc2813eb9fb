interface Use {
  input: Value;
  slope: number;
}

/** Values are numbered as they are made: whatever uses a value has a higher number, so the numbers are the order. */
export class Value {
  static #made = 0;
  readonly #number = Value.#made++;
  readonly #uses: Use[];
  data: number;
  grad = 0;

  constructor(data: number, uses: Use[] = []) {
    this.data = data;
    this.#uses = uses;
  }

  plus(other: Value): Value {
    return new Value(
      this.data + other.data,
      [this, other].map((input) => ({ input, slope: 1 })),
    );
  }

  times(other: Value): Value {
    const uses = [
      { input: this as Value, slope: other.data },
      { input: other, slope: this.data },
    ];
    return new Value(this.data * other.data, uses);
  }

  tanh(): Value {
    const slope = 1 / Math.cosh(this.data) ** 2;
    return new Value(Math.tanh(this.data), [{ input: this, slope }]);
  }

  backward(): void {
    const below = new Set<Value>([this]);
    for (const value of below) for (const { input } of value.#uses) below.add(input);
    this.grad = 1;
    [...below]
      .sort((a, b) => b.#number - a.#number)
      .forEach((value) => {
        value.#uses.forEach(({ input, slope }) => {
          input.grad = input.grad + slope * value.grad;
        });
      });
  }
}

export type Model = (x: Value, weights: readonly Value[]) => Value;
type Data = readonly (readonly [number, number])[];

export const plain: Model = (x, [first, second]) => second!.times(first!.times(x).tanh());

export const shortcut: Model = (x, weights) => {
  const [h, bend] = parts(x, weights);
  return h.plus(bend);
};

export const shortcutTurned: Model = (x, weights) => {
  const [h, bend] = parts(x, weights);
  return bend.plus(h);
};

function parts(x: Value, [first, second]: readonly Value[]): [Value, Value] {
  const h = first!.times(x);
  return [h, second!.times(h).tanh()];
}

export function loss(model: Model, weights: readonly Value[], data: Data): Value {
  const share = new Value(1 / data.length);
  return data
    .map(([x, y]) => model(new Value(x), weights).plus(new Value(-y)))
    .map((error) => error.times(error).times(share))
    .reduce((sum, square) => sum.plus(square));
}

export function descend(
  model: Model,
  weights: readonly Value[],
  data: Data,
  options: { steps: number; rate: number },
): number[] {
  return Array.from({ length: options.steps }, () => {
    weights.forEach((weight) => {
      weight.grad = 0;
    });
    const result = loss(model, weights, data);
    result.backward();
    weights.forEach((weight) => {
      weight.data = weight.data - options.rate * weight.grad;
    });
    return result.data;
  });
}
