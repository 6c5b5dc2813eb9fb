export type Op = "input" | "add" | "sub" | "mul" | "div" | "exp" | "tanh";

export interface Node {
  name: string;
  op: Op;
  /** None for input, one for exp and tanh, two for the others. */
  inputs: readonly string[];
}

/** Kahn's order: a node is listed when all of its inputs are, and what never gets there stands on or behind a cycle. */
export function topologicalOrder(nodes: readonly Node[]): string[] {
  const byName = indexed(nodes);
  const users = new Map<string, string[]>();
  const missing = new Map<string, number>();
  for (const { name, inputs } of nodes) {
    missing.set(name, inputs.length);
    for (const input of inputs) {
      if (!byName.has(input)) throw new RangeError(`${name} uses ${input}, which is no node`);
      const list = users.get(input);
      if (list === undefined) users.set(input, [name]);
      else list.push(name);
    }
  }
  const order = nodes.filter(({ inputs }) => inputs.length === 0).map(({ name }) => name);
  for (const done of order) {
    for (const user of users.get(done) ?? []) {
      missing.set(user, missing.get(user)! - 1);
      if (missing.get(user) === 0) order.push(user);
    }
  }
  if (order.length < nodes.length) throw new RangeError("the nodes contain a cycle");
  return order;
}

/** The number of every node. */
export function evaluate(nodes: readonly Node[], given: ReadonlyMap<string, number>): Map<string, number> {
  const byName = indexed(nodes);
  const values = new Map<string, number>();
  for (const name of topologicalOrder(nodes)) {
    const { op, inputs } = byName.get(name)!;
    if (op === "input") {
      const value = given.get(name);
      if (value === undefined) throw new RangeError(`evaluate: no number for the input ${name}`);
      values.set(name, value);
    } else
      values.set(
        name,
        value(
          op,
          inputs.map((input) => values.get(input)!),
        ),
      );
  }
  return values;
}

/** v̄ = Σ over the uses of v of (local slope) · (the user's gradient), handed on from users to inputs, users first. */
export function gradients(
  nodes: readonly Node[],
  given: ReadonlyMap<string, number>,
  output: string,
): Map<string, number> {
  const byName = indexed(nodes);
  const values = evaluate(nodes, given);
  if (!byName.has(output)) throw new RangeError(`gradients: ${output} is no node`);
  const slopes = new Map(nodes.map(({ name }) => [name, 0]));
  slopes.set(output, 1);
  for (const name of topologicalOrder(nodes).reverse()) {
    const { op, inputs } = byName.get(name)!;
    const local = localSlopes(
      op,
      inputs.map((input) => values.get(input)!),
      values.get(name)!,
    );
    for (const [i, input] of inputs.entries()) {
      slopes.set(input, slopes.get(input)! + local[i]! * slopes.get(name)!);
    }
  }
  return slopes;
}

function value(op: Op, [a = 0, b = 0]: readonly number[]): number {
  if (op === "add") return a + b;
  if (op === "sub") return a - b;
  if (op === "mul") return a * b;
  if (op === "div") return a / b;
  return op === "exp" ? Math.exp(a) : Math.tanh(a);
}

/** The slope of a node in each of its inputs; y is the node's own number. */
function localSlopes(op: Op, [a = 0, b = 0]: readonly number[], y: number): number[] {
  if (op === "add") return [1, 1];
  if (op === "sub") return [1, -1];
  if (op === "mul") return [b, a];
  if (op === "div") return [1 / b, -a / b ** 2];
  return op === "exp" ? [y] : [1 - y * y];
}

function indexed(nodes: readonly Node[]): Map<string, Node> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  if (byName.size < nodes.length) throw new RangeError("two nodes have one name");
  return byName;
}
