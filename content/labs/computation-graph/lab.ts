/** Step forward and backward through the computation graph of one's own expression. */
import { defineLab, type GraphView, type TextView } from "@blankfile/curriculum/lab";
import { showDigits } from "../show-number.ts";
import { type ExpressionNode, parseExpression, parseInputs } from "./expression.ts";

interface State {
  nodes: ExpressionNode[];
  /** Column of each node in the picture. */
  ranks: number[];
  /** Filled during the forward pass, in the order of the nodes. */
  values: (number | undefined)[];
  /** Filled during the backward pass, from the last node to the first. */
  gradients: (number | undefined)[];
  phase: "forward" | "seed" | "backward" | "done";
  /** The node that the last step worked on; −1 before the first step. */
  at: number;
  /** Operations below this index have not sent their gradient yet. */
  unsent: number;
  /** What the last step did, line by line. */
  said: string[];
}

const number = (x: number | undefined): string => (x === undefined ? "·" : showDigits(x, 5));

export const lab = defineLab({
  title: "A graph of your own expression",
  lead: "Write an expression, compute it node by node, then send the gradient back through it.",
  parameters: {
    expression: {
      kind: "text",
      label: "Expression",
      default: "(a*b + c) * tanh(a)",
      hint: "+ − * / ^, brackets, and sin cos exp log sqrt tanh sigmoid relu",
      maxLength: 120,
    },
    inputs: {
      kind: "text",
      label: "Inputs",
      default: "a = 0.5, b = 2, c = -3",
      hint: "a = 0.5, b = 2",
      maxLength: 120,
    },
    meeting: {
      kind: "choice",
      label: "Where two gradients meet",
      options: [
        { value: "add", label: "add them" },
        { value: "last", label: "keep the last one" },
      ],
      default: "add",
    },
  },

  init: ({ expression, inputs }): State => {
    const nodes = parseExpression(expression);
    const names = nodes.filter((node) => node.kind === "input").map((node) => node.label);
    const given = parseInputs(inputs, names);
    const ranks: number[] = [];
    for (const node of nodes) ranks.push(Math.max(-1, ...node.inputs.map((i) => ranks[i]!)) + 1);
    return {
      nodes,
      ranks,
      values: nodes.map((node) => (node.kind === "input" ? given.get(node.label)! : node.value)),
      gradients: nodes.map(() => undefined),
      phase: nodes.some((node) => node.kind === "operation") ? "forward" : "seed",
      at: -1,
      unsent: nodes.length,
      said: ["The inputs have their values. Step to compute the first operation."],
    };
  },

  step: (state, { meeting }): State => {
    if (state.phase === "forward") return forwardStep(state);
    if (state.phase === "seed") return seed(state);
    if (state.phase === "backward") return backwardStep(state, meeting === "last");
    return state;
  },

  finished: (state) => state.phase === "done",
  paceMs: 900,

  views: (state) => [picture(state), lastStep(state)],

  summary: (state) => {
    const out = state.values.at(-1);
    if (state.phase === "forward")
      return `Forward pass: ${computed(state)} of ${state.nodes.length} nodes have a value.`;
    if (state.phase === "seed")
      return `Forward pass done: the expression is ${number(out)}. Next, the gradient of the output with respect to itself.`;
    const inputs = state.nodes
      .map((node, i) => ({ node, gradient: state.gradients[i] }))
      .filter(({ node }) => node.kind === "input")
      .map(({ node, gradient }) => `${node.label} ${number(gradient)}`);
    const gradients = inputs.length === 0 ? "it has no inputs" : `gradients: ${inputs.join(", ")}`;
    return `${state.phase === "done" ? "Done" : "Backward pass"}: the expression is ${number(out)}; ${gradients}.`;
  },

  table: (state) => ({
    columns: ["node", "from", "value", "gradient", "by finite differences"],
    rows: state.nodes.map((node, i) => [
      `${i + 1}: ${node.label}`,
      node.inputs.map((input) => `${input + 1}: ${state.nodes[input]!.label}`).join(", "),
      number(state.values[i]),
      number(state.gradients[i]),
      node.kind === "input" ? number(centralDifference(state, i)) : "",
    ]),
  }),

  notice: [
    "The input a is used twice. Watch its gradient change a second time during the backward pass.",
    "Set “keep the last one” and compare the table's last two columns: which inputs are now wrong, and which are not?",
    "Try relu(a) with a = -1. What reaches a, and why?",
    "Try a*a*a*a. One input, four uses: count the contributions that arrive at a.",
  ],

  prediction: {
    question: "In (a·b + c)·tanh(a), how many contributions will be added up in the gradient of a?",
    options: [
      { value: "1", label: "One: a is one variable" },
      { value: "2", label: "Two: one for each use" },
      { value: "3", label: "Three: one for each operation above it" },
    ],
    outcome: () => String(usesOf("a", parseExpression("(a*b + c) * tanh(a)"))),
    afterSteps: 9,
    because:
      "A node receives one contribution for each edge that leaves it. Operations further up act through those edges; they add none of their own.",
  },
});

/** How many edges leave the input `name`. */
function usesOf(name: string, nodes: ExpressionNode[]): number {
  const index = nodes.findIndex((node) => node.kind === "input" && node.label === name);
  return nodes.reduce((uses, node) => uses + node.inputs.filter((input) => input === index).length, 0);
}

function computed(state: State): number {
  return state.values.filter((value) => value !== undefined).length;
}

function forwardStep(state: State): State {
  const at = state.values.indexOf(undefined);
  const node = state.nodes[at]!;
  const x = node.inputs.map((i) => state.values[i]!);
  const y = node.operation!.value(x);
  const last = at === state.nodes.length - 1;
  return {
    ...state,
    values: state.values.with(at, y),
    at,
    phase: last ? "seed" : "forward",
    said: [`${node.label} of ${x.map(number).join(" and ")} is ${number(y)}.`],
  };
}

function seed(state: State): State {
  const at = state.nodes.length - 1;
  const alone = state.nodes[at]!.kind !== "operation";
  return {
    ...state,
    gradients: state.gradients.map((_, i) => (i === at ? 1 : 0)),
    at,
    phase: alone ? "done" : "backward",
    said: ["The output's gradient with respect to itself is 1. Every other gradient starts at 0."],
  };
}

/** Node `at` is settled: all nodes above it have sent theirs. It sends gradient × local slope to each input. */
function backwardStep(state: State, keepLast: boolean): State {
  const at = state.nodes.findLastIndex((node, i) => i < state.unsent && node.kind === "operation");
  const node = state.nodes[at]!;
  const x = node.inputs.map((i) => state.values[i]!);
  const slopes = node.operation!.slopes(x, state.values[at]!);
  const upstream = state.gradients[at]!;
  const gradients = state.gradients.slice();
  const said = [`${node.label}: ${node.operation!.rule}.`];
  node.inputs.forEach((input, k) => {
    if (state.nodes[input]!.kind === "constant") return;
    const contribution = upstream * slopes[k]!;
    const before = gradients[input]!;
    gradients[input] = keepLast ? contribution : before + contribution;
    const name =
      state.nodes[input]!.kind === "input"
        ? state.nodes[input]!.label
        : `node ${input + 1} (${state.nodes[input]!.label})`;
    const sum =
      !keepLast && before !== 0
        ? `; with the ${number(before)} already there, ${number(gradients[input])}`
        : "";
    const lost = keepLast && before !== 0 ? `; the ${number(before)} already there is lost` : "";
    said.push(
      `${number(upstream)} × ${number(slopes[k])} = ${number(contribution)} to ${name}${sum}${lost}.`,
    );
  });
  const more = state.nodes.some((other, i) => i < at && other.kind === "operation");
  return { ...state, gradients, at, unsent: at, phase: more ? "backward" : "done", said };
}

function centralDifference(state: State, input: number): number {
  const h = 1e-6;
  const at = (x: number): number => {
    const values = state.values.map((value, i) => (i === input ? x : value));
    state.nodes.forEach((node, i) => {
      if (node.operation) values[i] = node.operation.value(node.inputs.map((k) => values[k]!));
    });
    return values.at(-1)!;
  };
  const x = state.values[input]!;
  return (at(x + h) - at(x - h)) / (2 * h);
}

function picture(state: State): GraphView {
  const backward = state.phase === "backward" || state.phase === "done";
  const active = state.at >= 0 ? state.nodes[state.at]!.inputs : [];
  return {
    kind: "graph",
    title: backward ? "Values, and gradients on their way back" : "Values, computed from left to right",
    nodes: state.nodes.map((node, i) => ({
      id: String(i),
      rank: state.ranks[i]!,
      label: node.label,
      lines: [
        { text: number(state.values[i]), tone: "ink" as const },
        ...(state.gradients[i] === undefined || node.kind === "constant"
          ? []
          : [{ text: `∂ ${number(state.gradients[i])}`, tone: "accent" as const }]),
      ],
      state:
        i === state.at
          ? ("active" as const)
          : state.values[i] === undefined
            ? ("idle" as const)
            : ("done" as const),
    })),
    edges: state.nodes.flatMap((node, i) =>
      node.inputs.map((input) => ({
        from: String(input),
        to: String(i),
        tone: backward ? ("accent" as const) : ("ink" as const),
        active: i === state.at && active.includes(input),
      })),
    ),
  };
}

function lastStep(state: State): TextView {
  return {
    kind: "text",
    title: "This step",
    lines: state.said.map((text, i) => ({ text, tone: i === 0 ? ("ink" as const) : ("accent" as const) })),
  };
}
