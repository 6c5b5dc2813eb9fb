import type { LabRandom } from "@blankfile/curriculum/lab";
import {
  jacobianByProduct,
  makeNetwork,
  type Network,
  overwritten,
  type Shape,
  valuesOf,
  waistAt,
} from "./network.ts";
import { costOf, forwardSweep, type Order, reverseSweep } from "./sweeps.ts";

/** What the reader set. */
export interface Chosen extends Shape {
  order: string;
  seeds: string;
  values: string;
}

export interface State {
  network: Network;
  /** The values that the reverse sweeps find: those of each layer, or what was left of them. */
  found: number[][];
  /** m × n, as far as it is known. */
  J: number[][];
  /** m × n, by multiplying the layers' matrices. */
  right: number[][];
  /** Steps done, and multiplications spent on them. */
  steps: number;
  spent: number;
  said: string;
}

export function start(chosen: Chosen, random: LabRandom): State {
  const network = makeNetwork(chosen, random);
  const values = valuesOf(network);
  return {
    network,
    found: chosen.values === "kept" ? values : overwritten(values),
    J: Array.from({ length: chosen.outputs }, () => Array(chosen.inputs).fill(0)),
    right: jacobianByProduct(network),
    steps: 0,
    spent: 0,
    said: "The network has been run once; no derivative is known yet.",
  };
}

/** Steps until the Jacobian is said to be complete. */
export function stepsOf({ network }: State, { order, seeds }: Chosen): number {
  return seeds === "together" ? 1 : costOf(network.widths, order as Order).steps;
}

export function isDone(state: State, chosen: Chosen): boolean {
  return state.steps >= stepsOf(state, chosen);
}

/** One sweep: a column, a row, or one unit of the waist. */
export function go(state: State, chosen: Chosen): State {
  const order = chosen.order as Order;
  const { J, said } = sweeps[order](state, chosen.seeds === "together");
  const { each } = costOf(state.network.widths, order);
  return { ...state, J, said, steps: state.steps + 1, spent: state.spent + each };
}

/** The largest distance of an entry from the right one. */
export function errorOf({ J, right }: State): number {
  return Math.max(...J.flatMap((row, k) => row.map((value, i) => Math.abs(value - right[k]![i]!))));
}

const seed = (length: number, at: number, together: boolean): number[] =>
  Array.from({ length }, (_, i) => (together || i === at ? 1 : 0));

type Sweep = (state: State, together: boolean) => { J: number[][]; said: string };

const sweeps: Record<Order, Sweep> = {
  forward: ({ network, J, steps: at }, together) => {
    const values = valuesOf(network);
    const part = { from: 0, to: network.weights.length };
    const column = forwardSweep(network, values, part, seed(network.input.length, at, together));
    return {
      J: J.map((row, k) => row.map((value, i) => (together || i === at ? column[k]! : value))),
      said: together
        ? "Every input got the tangent 1, and the answer was taken for each column."
        : `Input ${at + 1} got the tangent 1: the tangents of the outputs are column ${at + 1}.`,
    };
  },

  reverse: ({ network, found, J, steps: at }, together) => {
    const part = { from: 0, to: network.weights.length };
    const row = reverseSweep(network, found, part, seed(J.length, at, together));
    return {
      J: J.map((old, k) => (together || k === at ? row : old)),
      said: together
        ? "Every output got the weight 1, and the answer was taken for each row."
        : `Output ${at + 1} got the weight 1: what arrived at the inputs is row ${at + 1}.`,
    };
  },

  waist: ({ network, found, J, steps: at }, together) => {
    const last = network.weights.length;
    const middle = waistAt(last);
    const from = seed(network.widths[middle]!, at, together);
    const column = forwardSweep(network, valuesOf(network), { from: middle, to: last }, from);
    const row = reverseSweep(network, found, { from: 0, to: middle }, from);
    const unit = together ? "All units of the middle layer together" : `Unit ${at + 1} of the middle layer`;
    return {
      J: J.map((old, k) => old.map((value, i) => value + column[k]! * row[i]!)),
      said: `${unit}: a sweep on to the outputs, a sweep back to the inputs, and the product of each pair of results was added to the Jacobian.`,
    };
  },
};
