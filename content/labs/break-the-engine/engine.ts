/** A scalar autograd engine with its usual mistakes built in, each behind a switch. */

export type Fault = "none" | "overwrite" | "breadth-first" | "no-slope";

export class Value {
  data: number;
  grad = 0;
  inputs: Value[];
  slopes: number[];

  constructor(data: number, inputs: Value[] = [], slopes: number[] = []) {
    this.data = data;
    this.inputs = inputs;
    this.slopes = slopes;
  }

  add(other: Value): Value {
    return new Value(this.data + other.data, [this, other], [1, 1]);
  }

  mul(other: Value): Value {
    return new Value(this.data * other.data, [this, other], [other.data, this.data]);
  }

  tanh(fault: Fault): Value {
    const y = Math.tanh(this.data);
    return new Value(y, [this], [fault === "no-slope" ? 1 : 1 - y * y]);
  }
}

/** Sends the gradient of `output` back to everything that it was computed from. */
export function backward(output: Value, fault: Fault): void {
  const order = fault === "breadth-first" ? levelByLevel(output) : inputsLast(output);
  output.grad = 1;
  for (const value of order) {
    value.inputs.forEach((input, i) => {
      const contribution = value.grad * value.slopes[i]!;
      input.grad = fault === "overwrite" ? contribution : input.grad + contribution;
    });
  }
}

/** Every value after all of its users: the order of a correct sweep. */
function inputsLast(output: Value): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>([output]);
  const stack: [Value, number][] = [[output, 0]];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const input = top[0].inputs[top[1]++];
    if (input === undefined) {
      order.push(top[0]);
      stack.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      stack.push([input, 0]);
    }
  }
  return order.reverse();
}

/** By distance from the output: right only where all paths between two values have the same length. */
function levelByLevel(output: Value): Value[] {
  const order = [output];
  const seen = new Set(order);
  for (const value of order) {
    for (const input of value.inputs) {
      if (seen.has(input)) continue;
      seen.add(input);
      order.push(input);
    }
  }
  return order;
}
