/** How many Values there have been: what was made later can only depend on what was made before. */
let made = 0;

/** An input of an operation and the operation's slope in it, a number already when the operation is done. */
interface Input {
  value: Value;
  slope: number;
}

export class Value {
  data: number;
  grad = 0;
  private readonly born = made++;
  private inputs: Input[] = [];

  constructor(data: number) {
    this.data = data;
  }

  add(other: Value | number): Value {
    const b = lifted(other);
    return this.result(this.data + b.data, [1, b, 1]);
  }

  sub(other: Value | number): Value {
    const b = lifted(other);
    return this.result(this.data - b.data, [1, b, -1]);
  }

  mul(other: Value | number): Value {
    const b = lifted(other);
    return this.result(this.data * b.data, [b.data, b, this.data]);
  }

  div(other: Value | number): Value {
    const b = lifted(other);
    const quotient = this.data / b.data;
    return this.result(quotient, [1 / b.data, b, -quotient / b.data]);
  }

  pow(exponent: number): Value {
    const slope = exponent === 0 ? 0 : exponent * this.data ** (exponent - 1);
    return this.result(this.data ** exponent, [slope]);
  }

  neg(): Value {
    return this.result(-this.data, [-1]);
  }

  exp(): Value {
    const e = Math.exp(this.data);
    return this.result(e, [e]);
  }

  tanh(): Value {
    return this.result(Math.tanh(this.data), [Math.cosh(this.data) ** -2]);
  }

  relu(): Value {
    return this.data > 0 ? this.result(this.data, [1]) : this.result(0, [0]);
  }

  /** Everything it was computed from, the youngest first: a Value's users are all younger than it. */
  backward(): void {
    const found = new Set<Value>([this]);
    for (const value of found) for (const input of value.inputs) found.add(input.value);
    this.grad = 1;
    for (const { grad, inputs } of [...found].sort((a, b) => b.born - a.born))
      for (const { value, slope } of inputs) value.grad += slope * grad;
  }

  private result(data: number, [own, other, slope]: [number, Value?, number?]): Value {
    const result = new Value(data);
    result.inputs.push({ value: this, slope: own });
    if (other !== undefined) result.inputs.push({ value: other, slope: slope! });
    return result;
  }
}

function lifted(x: Value | number): Value {
  return typeof x === "number" ? new Value(x) : x;
}
