// Every input starts with the tangent 1, for each column.
/** The dual number a + bε with ε² = 0: a value a and its tangent b. */
export interface Dual {
  value: number;
  tangent: number;
}

export type Operation = "add" | "subtract" | "multiply" | "divide" | "exp" | "log" | "sin";

export interface Step {
  operation: Operation;
  /** The values that it takes, by their numbers: two of them, one for exp, log and sin. */
  from: number[];
}

export interface Program {
  /** n; the inputs are the values 0 … n − 1. */
  inputs: number;
  /** Step j computes value n + j, from values before it. */
  steps: Step[];
  /** The numbers of the m values that are outputs. */
  outputs: number[];
}

/** The operation's value, and its tangent from the tangents of the arguments. */
export function apply(operation: Operation, args: readonly Dual[]): Dual {
  const a = args[0]!;
  const b = args[1] ?? { value: 0, tangent: 0 };
  switch (operation) {
    case "add":
      return { value: a.value + b.value, tangent: a.tangent + b.tangent };
    case "subtract":
      return { value: a.value - b.value, tangent: a.tangent - b.tangent };
    case "multiply":
      return { value: a.value * b.value, tangent: a.tangent * b.value + a.value * b.tangent };
    case "divide": {
      const value = a.value / b.value;
      return { value, tangent: (a.tangent - value * b.tangent) / b.value };
    }
    case "exp": {
      const value = Math.exp(a.value);
      return { value, tangent: value * a.tangent };
    }
    case "log":
      return { value: Math.log(a.value), tangent: a.tangent / a.value };
    case "sin":
      return { value: Math.sin(a.value), tangent: Math.cos(a.value) * a.tangent };
  }
}

/** The m outputs, and J · direction: the program, run on dual numbers. */
export function forward(
  program: Program,
  x: readonly number[],
  direction: readonly number[],
): { y: number[]; tangent: number[] } {
  const values: Dual[] = x.map((value, i) => ({ value, tangent: direction[i]! }));
  for (const { operation, from } of program.steps)
    values.push(
      apply(
        operation,
        from.map((i) => values[i]!),
      ),
    );
  const outputs = program.outputs.map((k) => values[k]!);
  return { y: outputs.map(({ value }) => value), tangent: outputs.map(({ tangent }) => tangent) };
}

/** The m outputs, and Jᵀ · weights: each value sends what it has received to the values it was made of. */
export function reverse(
  program: Program,
  x: readonly number[],
  weights: readonly number[],
): { y: number[]; gradient: number[] } {
  const { inputs, steps, outputs } = program;
  const values = x.map((value) => ({ value, tangent: 0 }));
  for (const { operation, from } of steps)
    values.push({
      ...apply(
        operation,
        from.map((i) => values[i]!),
      ),
      tangent: 0,
    });

  const received = values.map(() => 0);
  outputs.forEach((value, k) => {
    received[value]! += weights[k]!;
  });
  for (let j = steps.length - 1; j >= 0; j--) {
    const { operation, from } = steps[j]!;
    from.forEach((to, position) => {
      const args = from.map((i, at) => ({ value: values[i]!.value, tangent: at === position ? 1 : 0 }));
      received[to]! += received[inputs + j]! * apply(operation, args).tangent;
    });
  }
  return { y: outputs.map((k) => values[k]!.value), gradient: received.slice(0, inputs) };
}

/** The m × n Jacobian: n columns by forward sweeps, or m rows by reverse ones. */
export function jacobian(
  program: Program,
  x: readonly number[],
): { matrix: number[][]; mode: "forward" | "reverse" } {
  const [n, m] = [program.inputs, program.outputs.length];
  if (m < n)
    return {
      matrix: Array.from({ length: m }, (_, k) => reverse(program, x, unit(m, k)).gradient),
      mode: "reverse",
    };
  const columns = Array.from(
    { length: n },
    () =>
      forward(
        program,
        x,
        x.map(() => 1),
      ).tangent,
  );
  return {
    matrix: Array.from({ length: m }, (_, k) => columns.map((column) => column[k]!)),
    mode: "forward",
  };
}

function unit(length: number, at: number): number[] {
  return Array.from({ length }, (_, i) => (i === at ? 1 : 0));
}
