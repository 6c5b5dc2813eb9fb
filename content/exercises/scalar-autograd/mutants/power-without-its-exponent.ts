// d(xⁿ)/dx without the factor n.
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
    return new Value(this.data ** exponent, [[this, this.data ** (exponent - 1)]]);
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
    const order = this.inOrder();
    this.grad = 1;
    for (const value of order.reverse()) {
      for (const [input, slope] of value.inputs) input.grad += slope * value.grad;
    }
  }

  /** Every Value that this was computed from, inputs before users, this last. */
  private inOrder(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>([this]);
    const stack: { value: Value; next: number }[] = [{ value: this, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const input = top.value.inputs[top.next++]?.[0];
      if (input === undefined) {
        order.push(top.value);
        stack.pop();
      } else if (!seen.has(input)) {
        seen.add(input);
        stack.push({ value: input, next: 0 });
      }
    }
    return order;
  }
}

function wrap(x: Value | number): Value {
  return typeof x === "number" ? new Value(x) : x;
}
