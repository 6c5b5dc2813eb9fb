import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { logit, sigmoid } from "./model.ts";
import { type Moment, radius, type State } from "./state.ts";

export function pictures(state: State): View[] {
  return [plane(state), steepness(state), losses(state), words(state)];
}

const signed = (x: number): string => (x < 0 ? `− ${showNumber(-x)}` : `+ ${showNumber(x)}`);

/** The probability of label 1 over the plane; the line where the colours part is p = ½. */
function plane({ points, history }: State): FieldView {
  const { w } = history.at(-1)!;
  const reach = Math.max(...points.map(({ x }) => Math.abs(x[0]))) + 0.5;
  const [xRange, yRange]: [number, number][] = [
    [-reach, reach],
    [-radius - 0.5, radius + 0.5],
  ];
  const [rows, cols] = [22, 36];
  const values = Array.from({ length: rows * cols }, (_, k) => {
    const x1 = xRange![0] + (((k % cols) + 0.5) / cols) * 2 * reach;
    const x2 = yRange![0] + ((Math.floor(k / cols) + 0.5) / rows) * (yRange![1] - yRange![0]);
    return sigmoid(logit(w, [x1, x2]));
  });
  return {
    kind: "field",
    title: "Probability of label 1 (amber squares); one half where the colours part",
    xRange: xRange!,
    yRange: yRange!,
    rows,
    cols,
    values,
    centre: 0.5,
    points: points.map(({ x, y, flipped }) => ({
      x: x[0],
      y: x[1],
      tone: y === 1 ? ("amber" as const) : ("accent" as const),
      filled: true,
      ...(flipped ? { label: "flipped" } : {}),
    })),
  };
}

function curve(history: readonly Moment[], of: (moment: Moment) => number): [number, number][] {
  return history
    .filter((moment) => moment.taken > 0)
    .map((moment): [number, number] => [moment.taken, of(moment)])
    .filter(([, y]) => y > 0);
}

function steepness({ history }: State): CurveView {
  return {
    kind: "curve",
    title: "How steep the model is: the length of its two slopes",
    x: { label: "steps of descent", log: true },
    y: { label: "√(u² + v²)" },
    series: [{ label: "length", tone: "accent", points: curve(history, (moment) => moment.steepness) }],
  };
}

function losses({ history }: State): CurveView {
  return {
    kind: "curve",
    title: "Mean losses",
    x: { label: "steps of descent", log: true },
    y: { label: "loss", log: true },
    series: [
      { label: "cross-entropy", tone: "accent", points: curve(history, (moment) => moment.crossEntropy) },
      { label: "squared error", tone: "amber", points: curve(history, (moment) => moment.squaredError) },
    ],
  };
}

function words({ points, history, ranAway }: State): TextView {
  const { w, right } = history.at(-1)!;
  const surest = Math.max(...points.map(({ x }) => Math.abs(logit(w, x))));
  const wrong = points.filter(({ x, y }) => logit(w, x) > 0 !== (y === 1));
  const worst = Math.max(0, ...wrong.map(({ x }) => Math.abs(logit(w, x))));
  const lines: TextView["lines"] = [
    { text: `log-odds = ${showNumber(w[0])} ${signed(w[1])} · x₁ ${signed(w[2])} · x₂`, tone: "ink" },
    {
      text: `A step of 1 to the right multiplies the odds by ${showNumber(Math.exp(w[1]))}.`,
      tone: "accent",
    },
    { text: `Its surest answer has odds of ${showNumber(Math.exp(surest))} to 1.`, tone: "ink" },
    {
      text:
        right === points.length
          ? "Every point is on the side of its label."
          : `${points.length - right} of ${points.length} are on the other side, the worst of them with odds of ${showNumber(Math.exp(worst))} to 1.`,
      tone: right === points.length ? "ok" : "gap",
    },
  ];
  if (ranAway) lines.push({ text: "The weights ran away: the rate is too large.", tone: "gap" });
  return { kind: "text", title: "In words", lines };
}
