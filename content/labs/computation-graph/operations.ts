/** The operations of an expression: each with its value and, right beside it, its local derivatives. */
export interface Operation {
  label: string;
  /** Written as a function, name(x). */
  call?: true;
  value: (x: number[]) => number;
  /** ∂value/∂x_i for each input i; `y` is the value. */
  slopes: (x: number[], y: number) => number[];
  /** The rule in words, as the step's text shows it. */
  rule: string;
}

const one = (f: (x: number) => number) => (x: number[]) => f(x[0]!);

export const operations: Record<string, Operation> = {
  add: {
    label: "+",
    value: ([a, b]) => a! + b!,
    slopes: () => [1, 1],
    rule: "a sum passes the gradient on to both",
  },
  subtract: {
    label: "−",
    value: ([a, b]) => a! - b!,
    slopes: () => [1, -1],
    rule: "a difference passes it on, with the sign turned for the second",
  },
  multiply: {
    label: "×",
    value: ([a, b]) => a! * b!,
    slopes: ([a, b]) => [b!, a!],
    rule: "a product's slope in one factor is the other factor",
  },
  divide: {
    label: "÷",
    value: ([a, b]) => a! / b!,
    slopes: ([a, b]) => [1 / b!, -a! / (b! * b!)],
    rule: "a/b has the slopes 1/b and −a/b²",
  },
  power: {
    label: "^",
    value: ([a, b]) => a! ** b!,
    slopes: ([a, b], y) => [
      b === 0 ? 0 : b! * a! ** (b! - 1),
      a! > 0 ? y * Math.log(a!) : a === 0 && b! > 0 ? 0 : Number.NaN,
    ],
    rule: "a^b has the slopes b·a^(b−1) and a^b·log a",
  },
  negate: { label: "neg", value: one((x) => -x), slopes: () => [-1], rule: "−x has the slope −1" },
  sin: {
    label: "sin",
    call: true,
    value: one(Math.sin),
    slopes: ([x]) => [Math.cos(x!)],
    rule: "sin x has the slope cos x",
  },
  cos: {
    label: "cos",
    call: true,
    value: one(Math.cos),
    slopes: ([x]) => [-Math.sin(x!)],
    rule: "cos x has the slope −sin x",
  },
  exp: {
    label: "exp",
    call: true,
    value: one(Math.exp),
    slopes: (_, y) => [y],
    rule: "exp x is its own slope",
  },
  log: {
    label: "log",
    call: true,
    value: one(Math.log),
    slopes: ([x]) => [1 / x!],
    rule: "log x has the slope 1/x",
  },
  sqrt: {
    label: "√",
    call: true,
    value: one(Math.sqrt),
    slopes: (_, y) => [1 / (2 * y)],
    rule: "√x has the slope 1/(2√x)",
  },
  tanh: {
    label: "tanh",
    call: true,
    value: one(Math.tanh),
    slopes: (_, y) => [1 - y * y],
    rule: "tanh x has the slope 1 − tanh² x",
  },
  sigmoid: {
    label: "σ",
    call: true,
    value: one((x) => 1 / (1 + Math.exp(-x))),
    slopes: (_, y) => [y * (1 - y)],
    rule: "σ(x) has the slope σ(x)(1 − σ(x))",
  },
  relu: {
    label: "relu",
    call: true,
    value: one((x) => Math.max(0, x)),
    slopes: ([x]) => [x! > 0 ? 1 : 0],
    rule: "relu passes the gradient where its input is positive, nothing elsewhere",
  },
};
