// Follows every path from the result down: right, but the number of paths doubles with each sharing.
export class Value {
  data: number;
  grad = 0;
  /** What this was computed from, and the slope of this in each. */
  private inputs: [Value, number][] = [];

  constructor(data: number, inputs: [Value, number][] = []) {
    this.data = data;
    this.inputs = inputs;
  }

  add(other: Value | number): Value {
    const b = wrap(other);
    return new Value(this.data + b.data, [
      [this, 1],
      [b, 1],
    ]);
  }

  mul(other: Value | number): Value {
    const b = wrap(other);
    return new Value(this.data * b.data, [
      [this, b.data],
      [b, this.data],
    ]);
  }

  pow(exponent: number): Value {
    return new Value(this.data ** exponent, [[this, exponent * this.data ** (exponent - 1)]]);
  }

  exp(): Value {
    const y = Math.exp(this.data);
    return new Value(y, [[this, y]]);
  }

  tanh(): Value {
    const y = Math.tanh(this.data);
    return new Value(y, [[this, 1 - y * y]]);
  }

  relu(): Value {
    return new Value(Math.max(0, this.data), [[this, this.data > 0 ? 1 : 0]]);
  }

  neg(): Value {
    return this.mul(-1);
  }

  sub(other: Value | number): Value {
    return this.add(wrap(other).neg());
  }

  div(other: Value | number): Value {
    return this.mul(wrap(other).pow(-1));
  }

  backward(): void {
    this.grad = 1;
    const stack: [Value, number][] = [[this, 1]];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      for (const [input, slope] of top[0].inputs) {
        input.grad += slope * top[1];
        stack.push([input, slope * top[1]]);
      }
    }
  }
}

function wrap(x: Value | number): Value {
  return typeof x === "number" ? new Value(x) : x;
}
