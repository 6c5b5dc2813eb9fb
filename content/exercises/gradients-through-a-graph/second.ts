export type Op = "input" | "add" | "sub" | "mul" | "div" | "exp" | "tanh";

export interface Node {
  name: string;
  op: Op;
  /** None for input, one for exp and tanh, two for the others. */
  inputs: readonly string[];
}

interface Rule {
  value: (a: number, b: number) => number;
  slopes: ((a: number, b: number) => number)[];
}

const rules: Record<Exclude<Op, "input">, Rule> = {
  add: { value: (a, b) => a + b, slopes: [() => 1, () => 1] },
  sub: { value: (a, b) => a - b, slopes: [() => 1, () => -1] },
  mul: { value: (a, b) => a * b, slopes: [(_, b) => b, (a) => a] },
  div: { value: (a, b) => a / b, slopes: [(_, b) => 1 / b, (a, b) => -a / (b * b)] },
  exp: { value: Math.exp, slopes: [Math.exp] },
  tanh: { value: Math.tanh, slopes: [(a) => 1 / Math.cosh(a) ** 2] },
};

/** Depth first, with a stack of its own: a node is listed when the walk leaves it. */
export function topologicalOrder(nodes: readonly Node[]): string[] {
  return sorted(nodes).map((node) => node.name);
}

export function evaluate(nodes: readonly Node[], given: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  sorted(nodes).forEach(({ name, op, inputs }) => {
    const number =
      op === "input" ? given.get(name) : rules[op].value(found.get(inputs[0]!)!, found.get(inputs[1] ?? "")!);
    if (number === undefined) throw new RangeError(`${name} has no number`);
    found.set(name, number);
  });
  return found;
}

/** Each node gathers from its users, which are all done before it. */
export function gradients(
  nodes: readonly Node[],
  given: ReadonlyMap<string, number>,
  output: string,
): Map<string, number> {
  const numbers = evaluate(nodes, given);
  if (!numbers.has(output)) throw new RangeError(`no node ${output}`);
  const uses: Record<string, (() => number)[]> = Object.create(null);
  const bar = new Map<string, number>();
  for (const { name, op, inputs } of nodes) {
    if (op === "input") continue;
    const [a, b] = [numbers.get(inputs[0]!)!, numbers.get(inputs[1] ?? inputs[0]!)!];
    inputs.forEach((input, place) => {
      uses[input] ??= [];
      uses[input].push(() => rules[op].slopes[place]!(a, b) * bar.get(name)!);
    });
  }
  for (const { name } of sorted(nodes).reverse()) {
    let total = name === output ? 1 : 0;
    for (const use of uses[name] ?? []) total += use();
    bar.set(name, total);
  }
  return bar;
}

function sorted(nodes: readonly Node[]): Node[] {
  const known = new Map<string, { node: Node; state: "new" | "open" | "done" }>();
  for (const node of nodes) {
    if (known.has(node.name)) throw new RangeError(`${node.name} stands there twice`);
    known.set(node.name, { node, state: "new" });
  }
  const order: Node[] = [];
  const stack = nodes.map((node) => node.name);
  while (stack.length > 0) {
    const entry = known.get(stack.at(-1)!);
    if (entry === undefined) throw new RangeError(`${stack.at(-1)} is used, but is no node`);
    if (entry.state !== "new") {
      stack.pop();
      if (entry.state === "open") order.push(entry.node);
      entry.state = "done";
      continue;
    }
    entry.state = "open";
    for (const input of entry.node.inputs) {
      if (known.get(input)?.state === "open") throw new RangeError(`a cycle through ${input}`);
      if (known.get(input)?.state !== "done") stack.push(input);
    }
  }
  return order;
}
