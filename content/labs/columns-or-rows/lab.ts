/** The Jacobian of a small network, filled by forward sweeps, by reverse sweeps, or from its middle layer; what each costs, and two ways to get it wrong. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { orders, pictures, totalOf, wrong } from "./pictures.ts";
import { errorOf, go, isDone, type State, start, stepsOf } from "./state.ts";
import type { Order } from "./sweeps.ts";

const size = (label: string, max: number, given: number) =>
  ({ kind: "range", label, min: 1, max, step: 1, default: given }) as const;

export const lab = defineLab({
  title: "Columns or rows",
  lead: "Fill the Jacobian of a small network sweep by sweep, and count what each order costs.",
  parameters: {
    order: {
      kind: "choice",
      label: "Order",
      options: Object.entries(orders).map(([value, { label }]) => ({ value, label })),
      default: "forward",
    },
    inputs: size("Inputs", 16, 12),
    outputs: size("Outputs", 16, 9),
    layers: size("Layers", 8, 4),
    width: size("Width of the hidden layers", 16, 6),
    waist: size("but of the middle one", 16, 1),
    seeds: {
      kind: "choice",
      label: "Seeds",
      options: [
        { value: "single", label: "one at a time" },
        { value: "together", label: "all at once" },
      ],
      default: "single",
    },
    values: {
      kind: "choice",
      label: "Values of the layers",
      options: [
        { value: "kept", label: "kept" },
        { value: "overwritten", label: "each layer written over the last" },
      ],
      default: "kept",
    },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 500,

  views: pictures,

  summary: (state: State, chosen) => {
    const end = !isDone(state, chosen)
      ? ""
      : wrong(state)
        ? ` The Jacobian is wrong by up to ${showNumber(errorOf(state))}.`
        : " The Jacobian is complete and right.";
    return `${state.steps} of ${stepsOf(state, chosen)} sweeps or pairs of sweeps are done, with ${state.spent} multiplications.${end}`;
  },

  table: ({ J, right }: State) => ({
    columns: ["output", ...J[0]!.map((_, i) => `x${i + 1}`), "largest error in the row"],
    rows: J.map((row, k) => [
      `y${k + 1}`,
      ...row.map(showNumber),
      showNumber(Math.max(...row.map((value, i) => Math.abs(value - right[k]![i]!)))),
    ]),
  }),

  notice: [
    "Forward, then in reverse: the Jacobian fills by columns, then by rows, and ends the same. Which order is cheaper, and from which number of outputs on does that change?",
    "One output: what does a row cost? Raise the inputs from 1 to 16 and compare the two orders.",
    "The middle layer has one unit, so everything the inputs can do to the outputs passes through one number. What does the third order make of it? Widen the waist until it no longer pays.",
    "More layers: which of the lines of numbers held climb, and why does the forward one stay low?",
    "Each layer written over the last: forward does not mind. In reverse the result is wrong, and nothing says so. How far off are the rows of the table?",
    "All seeds at once: one sweep in place of twelve. What is each column now? With which order and which waist is the result right all the same?",
  ],

  prediction: {
    question:
      "Twelve inputs, nine outputs, and a middle layer with a single unit. Which order needs the fewest multiplications for the whole Jacobian?",
    options: [
      { value: "forward", label: "forward: twelve sweeps" },
      { value: "reverse", label: "in reverse: nine sweeps" },
      { value: "waist", label: "from the middle layer" },
      { value: "same", label: "two of them need equally few" },
    ],
    outcome: (_, chosen) => {
      const totals = Object.keys(orders).map((order) => ({ order, total: totalOf(chosen, order as Order) }));
      const least = Math.min(...totals.map(({ total }) => total));
      const best = totals.filter(({ total }) => total === least);
      return best.length === 1 ? best[0]!.order : "same";
    },
    afterSteps: 12,
    because:
      "A sweep costs the same in both directions: one multiplication for each weight and each slope. So what counts is how many are needed: one for each input, one for each output, or one pair of half sweeps for each unit of the middle layer. Change the shape, and another order wins.",
  },

  metrics: (state: State) => ({ multiplications: state.spent, error: errorOf(state) }),
});
