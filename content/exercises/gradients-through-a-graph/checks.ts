import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  type Outcome,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Node, Op } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** "y = mul a b; a = input" as nodes. */
function graph(text: string): Node[] {
  return text.split(";").map((line) => {
    const [name, , op, ...inputs] = line.trim().split(/\s+/);
    return { name: name!, op: op as Op, inputs };
  });
}

const numbers = (entries: Record<string, number>) => new Map(Object.entries(entries));

/** Every name once, and each after its inputs. */
function inOrder(order: readonly string[], nodes: readonly Node[]): Outcome {
  const place = new Map(order.map((name, i) => [name, i]));
  const late = nodes.flatMap(({ name, inputs }) =>
    inputs
      .filter((input) => !((place.get(input) ?? Infinity) < place.get(name)!))
      .map((i) => `${i} before ${name}`),
  );
  return all(
    equal([...order].sort(), nodes.map(({ name }) => name).sort()), // biome-ignore format: one line
    holds(late.length === 0, order.join(", "), `an order with ${late.join(", ")}`),
  );
}

/** Three inputs, then operations on what is there; the list is shuffled, and the output is its last operation. */
function randomGraph(seed: number): Node[] {
  const draw = random(seed);
  const nodes: Node[] = ["x0", "x1", "x2"].map((name) => ({ name, op: "input", inputs: [] }));
  const ops: Op[] = ["add", "sub", "mul", "div", "exp", "tanh", "mul", "add"];
  for (let i = 0; i < 12; i++) {
    const recent = () => nodes[Math.max(0, nodes.length - 1 - draw.integer(5))]!.name;
    const op = ops[draw.integer(ops.length)]!;
    if (op === "exp" || op === "div") {
      const tame = `t${i}`; // tanh keeps exp small, exp keeps divisors away from 0
      nodes.push(
        { name: tame, op: "tanh", inputs: [recent()] },
        { name: `e${i}`, op: "exp", inputs: [tame] },
      );
    }
    if (op === "div") nodes.push({ name: `n${i}`, op, inputs: [recent(), `e${i}`] });
    else if (op === "tanh") nodes.push({ name: `n${i}`, op, inputs: [recent()] });
    else if (op !== "exp") nodes.push({ name: `n${i}`, op, inputs: [recent(), recent()] });
  }
  nodes.push({ name: "out", op: "tanh", inputs: [nodes.at(-1)!.name] });
  for (let i = nodes.length - 1; i > 0; i--) {
    const j = draw.integer(i + 1);
    [nodes[i], nodes[j]] = [nodes[j]!, nodes[i]!];
  }
  return nodes;
}

const given = (x: readonly number[]) => new Map(x.map((value, i) => [`x${i}`, value]));

/** d feeds e directly and through c: whoever hands d's gradient on after its first user is too early. */
const early = graph("e = add d c; c = mul d a; d = mul a b; a = input; b = input");

/** Doubling: n0 = x, n(i+1) = n(i) + n(i). */
const doublings = (count: number): Node[] => [
  { name: "n0", op: "input", inputs: [] },
  ...Array.from(
    { length: count },
    (_, i): Node => ({ name: `n${i + 1}`, op: "add", inputs: [`n${i}`, `n${i}`] }),
  ),
];

/** n(i+1) = n(i) + s with s shared by all: a chain of that many nodes, listed from its end. */
const chain = (count: number): Node[] =>
  [
    { name: "n0", op: "input", inputs: [] } as Node,
    { name: "s", op: "input", inputs: [] } as Node,
    ...Array.from(
      { length: count },
      (_, i): Node => ({ name: `n${i + 1}`, op: "add", inputs: [`n${i}`, "s"] }),
    ),
  ].reverse();

export const checks: Check<Module>[] = [
  {
    name: "the order: every node after its inputs, however the list is sorted",
    probes: "graphs-trees",
    why: "The list names users before what they use. Only the edges say what comes first.",
    run: ({ topologicalOrder }) =>
      all(
        ...[early, graph("a = input"), doublings(5), ...[1, 2, 3].map(randomGraph)].map((nodes) =>
          inOrder(topologicalOrder(nodes), nodes),
        ),
      ),
  },
  {
    name: "numbers by hand: every operation once",
    why: "sub is the first minus the second, div the first through the second.",
    run: ({ evaluate }) => {
      const nodes = graph("s = add a b; d = sub a b; p = mul a b; q = div a b; e = exp z; t = tanh z; a = input; b = input; z = sub b b"); // biome-ignore format: one line
      const found = evaluate(nodes, numbers({ a: 6, b: -3 }));
      return close(["a", "b", "s", "d", "p", "q", "z", "e", "t"].map((name) => found.get(name)), [6, -3, 3, 9, -18, -2, 0, 1, 0]); // biome-ignore format: one line
    },
  },
  {
    name: "gradients by hand: a·b + c has b, a, 1, and 1 for the product and for itself",
    probes: "partial-derivatives",
    why: "The output's gradient in itself is 1, and a sum hands it on as it is.",
    run: ({ gradients }) => {
      const found = gradients(graph("y = add p c; p = mul a b; a = input; b = input; c = input"), numbers({ a: 2, b: -3, c: 10 }), "y"); // biome-ignore format: one line
      return close(["a", "b", "c", "p", "y"].map((name) => found.get(name)), [-3, 2, 1, 1, 1]); // biome-ignore format: one line
    },
  },
  {
    name: "each operation has the right slopes: a − b, a / b, exp a and tanh a at a = 2, b = 4",
    probes: "derivatives",
    why: "∂(a/b)/∂b = −a/b² = −1/8, ∂(a − b)/∂b = −1; exp's slope is its own value, tanh's is 1 − tanh².",
    run: ({ gradients }) => {
      const at = (op: string, name: string) =>
        gradients(graph(`y = ${op}; a = input; b = input`), numbers({ a: 2, b: 4 }), "y").get(name);
      return close(
        [
          at("sub a b", "a"),
          at("sub a b", "b"),
          at("div a b", "a"),
          at("div a b", "b"),
          at("exp a", "a"),
          at("tanh a", "a"),
        ],
        [1, -1, 1 / 4, -1 / 8, Math.exp(2), 1 - Math.tanh(2) ** 2],
      );
    },
  },
  {
    name: "a node with two users gets both contributions: a·b + a·c has b + c",
    probes: "chain-rule",
    why: "The chain rule adds over all ways on. With = in place of +=, only the last user is heard.",
    run: ({ gradients }) => {
      const nodes = graph("y = add p q; p = mul a b; q = mul a c; a = input; b = input; c = input");
      const found = gradients(nodes, numbers({ a: 2, b: 3, c: 5 }), "y");
      return close(["a", "b", "c"].map((name) => found.get(name)), [8, 2, 2]); // biome-ignore format: one line
    },
  },
  {
    name: "a node that stands twice in one operation: a·a has 2a, a + a has 2, a − a has 0",
    why: "Both places hand something on. Slopes kept under the input's name keep only one of them.",
    run: ({ gradients }) =>
      close(
        ["mul", "add", "sub", "div"].map((op) =>
          gradients(graph(`y = ${op} a a; a = input`), numbers({ a: 5 }), "y").get("a"),
        ),
        [10, 2, 0, 0],
      ),
  },
  {
    name: "a node hands its gradient on when all of its users have spoken: d + d·a with d = a·b",
    probes: "graphs-trees",
    why: "∂/∂d = 1 + a = 4, ∂/∂a = 4b + d = 49 and ∂/∂b = 4a = 12 at a = 3, b = 7. Breadth first from the output, d is visited before c has sent its share.",
    run: ({ gradients }) => {
      const found = gradients(early, numbers({ a: 3, b: 7 }), "e");
      return close(["c", "d", "a", "b"].map((name) => found.get(name)), [1, 4, 49, 12]); // biome-ignore format: one line
    },
  },
  {
    name: "what the output does not depend on has the gradient 0, its own users included",
    why: "Every name is in the Map. Nodes behind the output use it, but it is not made from them.",
    run: ({ gradients }) => {
      const nodes = graph("z = mul y b; y = exp a; w = tanh b; a = input; b = input");
      const found = gradients(nodes, numbers({ a: 0, b: 2 }), "y");
      return equal(["z", "y", "w", "a", "b"].map((name) => found.get(name)), [0, 1, 0, 1, 0]); // biome-ignore format: one line
    },
  },
  {
    name: "random graphs agree with finite differences of your own values",
    probes: "chain-rule",
    why: "If every operation passes alone, look at the sweep: its order, and whether it adds.",
    run: ({ evaluate, gradients }) =>
      all(
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
          const nodes = randomGraph(seed);
          const x = random(seed + 100).uniforms(3, -1.5, 1.5);
          const found = gradients(nodes, given(x), "out");
          return gradientMatches(
            (at: readonly number[]) => evaluate(nodes, given(at)).get("out"),
            [0, 1, 2].map((i) => found.get(`x${i}`)),
            x,
            1e-6,
          );
        }),
      ),
  },
  {
    name: "sixty doublings: sixty operations, 2⁶⁰ paths",
    why: "Visit each node once. A walk over all paths from the output would take centuries.",
    timeLimitMs: 1000,
    run: ({ gradients }) => close(gradients(doublings(60), numbers({ n0: 1 }), "n60").get("n0"), 2 ** 60),
  },
  {
    name: "a chain of 20,000 nodes",
    probes: "graphs-trees",
    why: "A recursive walk is as deep as the chain and overflows the call stack; a search through the list for each name takes 20,000² steps.",
    run: ({ gradients }) => {
      const found = gradients(chain(20_000), numbers({ n0: 1, s: 1e-4 }), "n20000");
      return close([found.get("n0"), found.get("s")], [1, 20_000]);
    },
  },
  {
    name: "a cycle, a name that is no node and a name that stands twice are refused",
    probes: "graphs-trees",
    why: "Nodes on a cycle never have all of their inputs. An order that leaves them out looks like an answer.",
    run: ({ topologicalOrder, evaluate, gradients }) => {
      const cycle = graph("a = input; b = add a c; c = exp b");
      const itself = graph("a = mul a a");
      const unknown = graph("y = add a b; a = input");
      const twice = graph("a = input; y = exp a; a = input");
      const at = numbers({ a: 1, b: 1 });
      return all(
        ...[cycle, itself, unknown, twice].flatMap((nodes) => [
          refuses(() => topologicalOrder(nodes)),
          refuses(() => evaluate(nodes, at)),
          refuses(() => gradients(nodes, at, "a")),
        ]),
      );
    },
  },
  {
    name: "an input without a number and an output that is no node are refused; an input of 0 is not",
    why: "0 is a number: ask for undefined, not for falsy.",
    run: ({ evaluate, gradients }) => {
      const nodes = graph("y = exp a; a = input");
      return all(
        refuses(() => evaluate(nodes, new Map())),
        refuses(() => gradients(nodes, numbers({ y: 1 }), "y")),
        refuses(() => gradients(nodes, numbers({ a: 1 }), "z")),
        close(gradients(nodes, numbers({ a: 0 }), "y").get("a"), 1),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "reverse() and sort() change the list in place; the numbers go into a Map of your own.",
    run: ({ topologicalOrder, evaluate, gradients }) => {
      const nodes = randomGraph(11);
      const before = JSON.stringify(nodes);
      const at = given([1, 2, 3]);
      topologicalOrder(nodes);
      evaluate(nodes, at);
      gradients(nodes, at, "out");
      return all(equal(JSON.stringify(nodes), before), equal(at, given([1, 2, 3])));
    },
  },
];
