import type { CurveView, MatrixView, TextView, Tone, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { widthsOf } from "./network.ts";
import { type Chosen, errorOf, isDone, type State, stepsOf } from "./state.ts";
import { costOf, heldBy, type Order } from "./sweeps.ts";

export const orders: Record<Order, { label: string; tone: Tone }> = {
  forward: { label: "forward, a column a sweep", tone: "accent" },
  reverse: { label: "in reverse, a row a sweep", tone: "amber" },
  waist: { label: "from the middle layer, both ways", tone: "ok" },
};

export function pictures(state: State, chosen: Chosen): View[] {
  return [matrix(state), cost(chosen), memory(chosen), words(state, chosen)];
}

function matrix({ J }: State): MatrixView {
  return {
    kind: "matrix",
    title: "The Jacobian so far: outputs down, inputs across",
    rowLabels: J.map((_, k) => `y${k + 1}`),
    colLabels: J[0]!.map((_, i) => `x${i + 1}`),
    values: J.flat(),
  };
}

/** Multiplications for the whole Jacobian, in each order. */
export function totalOf(chosen: Chosen, order: Order): number {
  const { steps, each } = costOf(widthsOf(chosen), order);
  return steps * each;
}

function lines(xs: readonly number[], of: (x: number, order: Order) => number): CurveView["series"] {
  return Object.entries(orders).map(([order, { label, tone }]) => ({
    label,
    tone,
    points: xs.map((x) => [x, of(x, order as Order)]),
    dots: true,
  }));
}

function cost(chosen: Chosen): CurveView {
  return {
    kind: "curve",
    title: `Multiplications for the whole Jacobian of ${chosen.inputs} inputs, by the number of outputs`,
    x: { label: "outputs" },
    y: { label: "multiplications" },
    series: lines(
      Array.from({ length: 16 }, (_, i) => i + 1),
      (outputs, order) => totalOf({ ...chosen, outputs }, order),
    ),
  };
}

function memory(chosen: Chosen): CurveView {
  return {
    kind: "curve",
    title: "Numbers held at once, by the number of layers",
    x: { label: "layers" },
    y: { label: "numbers" },
    series: lines([1, 2, 3, 4, 5, 6, 7, 8], (layers, order) =>
      heldBy(widthsOf({ ...chosen, layers }), order, chosen.values === "kept"),
    ),
  };
}

/** An error that rounding alone does not explain. */
export const wrong = (state: State): boolean => errorOf(state) > 1e-9;

function words(state: State, chosen: Chosen): TextView {
  const { network, steps, spent } = state;
  const order = chosen.order as Order;
  const text: TextView["lines"] = [
    { text: state.said, tone: "accent" },
    {
      text: `${steps} of ${stepsOf(state, chosen)} steps, ${spent} multiplications; ${heldBy(network.widths, order, chosen.values === "kept")} numbers held at the most.`,
      tone: "ink",
    },
  ];
  if (isDone(state, chosen))
    text.push(
      wrong(state)
        ? { text: `The largest error is ${showNumber(errorOf(state))}. Nothing raised one.`, tone: "gap" }
        : { text: "Every entry is right, up to rounding.", tone: "ok" },
    );
  return { kind: "text", title: "In words", lines: text };
}
