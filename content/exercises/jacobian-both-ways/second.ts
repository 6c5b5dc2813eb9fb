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

type Rule = { value: (a: number, b: number) => number; slopes: (a: number, b: number) => number[] };

/** Each operation with its slopes in its arguments, written out. */
const rules: Record<Operation, Rule> = {
  add: { value: (a, b) => a + b, slopes: () => [1, 1] },
  subtract: { value: (a, b) => a - b, slopes: () => [1, -1] },
  multiply: { value: (a, b) => a * b, slopes: (a, b) => [b, a] },
  divide: { value: (a, b) => a / b, slopes: (a, b) => [1 / b, -a / b ** 2] },
  exp: { value: Math.exp, slopes: (a) => [Math.exp(a)] },
  log: { value: Math.log, slopes: (a) => [1 / a] },
  sin: { value: Math.sin, slopes: (a) => [Math.cos(a)] },
};

export function apply(operation: Operation, args: readonly Dual[]): Dual {
  const [a, b] = [args[0]!.value, args[1]?.value ?? 0];
  const slopes = rules[operation].slopes(a, b);
  return {
    value: rules[operation].value(a, b),
    tangent: args.reduce((sum, { tangent }, i) => sum + slopes[i]! * tangent, 0),
  };
}

export function forward(program: Program, x: readonly number[], direction: readonly number[]) {
  const { y, edges } = record(program, x);
  const tangents = [...direction];
  for (const list of edges)
    tangents.push(list.reduce((sum, { to, slope }) => sum + slope * tangents[to]!, 0));
  return { y, tangent: program.outputs.map((k) => tangents[k]!) };
}

export function reverse(program: Program, x: readonly number[], weights: readonly number[]) {
  const { y, edges } = record(program, x);
  return { y, gradient: sweepBack(program, edges, weights) };
}

/** The calculation is recorded once; all columns travel through it together, or each row alone. */
export function jacobian(
  program: Program,
  x: readonly number[],
): { matrix: number[][]; mode: "forward" | "reverse" } {
  const { edges } = record(program, x);
  const { inputs, outputs } = program;
  if (outputs.length <= inputs) {
    const rows = outputs.map((_, k) =>
      sweepBack(
        program,
        edges,
        outputs.map((__, other) => Number(other === k)),
      ),
    );
    return { matrix: rows, mode: "reverse" };
  }
  const tangents = x.map((_, i) => x.map((__, other) => Number(other === i)));
  for (const list of edges)
    tangents.push(x.map((_, i) => list.reduce((sum, { to, slope }) => sum + slope * tangents[to]![i]!, 0)));
  return { matrix: outputs.map((k) => [...tangents[k]!]), mode: "forward" };
}

type Edges = { to: number; slope: number }[][];

/** The outputs, and for each step its arguments with the slopes in them. */
function record({ steps, outputs }: Program, x: readonly number[]): { y: number[]; edges: Edges } {
  const values = [...x];
  const edges = steps.map(({ operation, from }) => {
    const [a, b] = [values[from[0]!]!, values[from[1] ?? 0]!];
    values.push(rules[operation].value(a, b));
    const slopes = rules[operation].slopes(a, b);
    return from.map((to, i) => ({ to, slope: slopes[i]! }));
  });
  return { y: outputs.map((k) => values[k]!), edges };
}

function sweepBack({ inputs, outputs }: Program, edges: Edges, weights: readonly number[]): number[] {
  const waiting = new Map<number, number>();
  const send = (to: number, amount: number) => waiting.set(to, (waiting.get(to) ?? 0) + amount);
  for (const [k, value] of outputs.entries()) send(value, weights[k]!);
  for (const [j, list] of [...edges.entries()].reverse())
    for (const { to, slope } of list) send(to, slope * (waiting.get(inputs + j) ?? 0));
  return Array.from({ length: inputs }, (_, i) => waiting.get(i) ?? 0);
}
