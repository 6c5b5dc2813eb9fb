import type { CurveView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { formats } from "./formats.ts";
import { type Chosen, rightOf, rightProbabilities, type State, verdictOf } from "./state.ts";
import { ways } from "./ways.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [window(state, chosen), probabilities(state), errors(state), words(state, chosen)];
}

/** Where each score's exponent stands now; undefined where it is no finite number. */
export function exponents({ sum, scores }: State, { way, format }: Chosen): (number | undefined)[] {
  return scores.map((score) => {
    const exponent = ways[way]!.exponent(sum, score, formats[format]!);
    return Number.isFinite(exponent) ? exponent : undefined;
  });
}

function window(state: State, chosen: Chosen): CurveView {
  const format = formats[chosen.format]!;
  const places = exponents(state, chosen).map((x, k) => ({ x, k }));
  const dots = (from: number, to: number): [number, number][] =>
    places.slice(from, to).flatMap(({ x, k }) => (x === undefined ? [] : [[x, k + 1]]));
  const line = (x: number): [number, number][] => [
    [x, 0],
    [x, state.scores.length + 1],
  ];
  return {
    kind: "curve",
    title: "Exponents, and the window in which e^x can be written",
    x: { label: "exponent x" },
    y: { label: "score" },
    series: [
      { label: "e^x rounds to 0 left of this line", tone: "muted", points: line(format.below) },
      { label: "e^x is infinite right of this line", tone: "gap", points: line(format.above) },
      { label: "added", tone: "accent", points: dots(0, state.taken), dots: true },
      { label: "to come", tone: "amber", points: dots(state.taken, state.scores.length), dots: true },
    ],
  };
}

function probabilities(state: State): CurveView {
  const along = (values: readonly number[]): [number, number][] =>
    values.flatMap((p, k) => (Number.isFinite(p) ? [[k + 1, p]] : []));
  return {
    kind: "curve",
    title: "Probabilities",
    x: { label: "score" },
    y: { label: "p" },
    series: [
      { label: "right", tone: "muted", points: along(rightProbabilities(state)) },
      { label: "computed", tone: "accent", points: along(state.probabilities ?? []), dots: true },
    ],
  };
}

/** An error of 0 is drawn at the foot. */
const foot = 1e-17;

function errors({ sweep }: State): CurveView {
  const along = (of: (point: State["sweep"][number]) => number): [number, number][] =>
    sweep.flatMap((point) => (Number.isFinite(of(point)) ? [[point.offset, Math.max(foot, of(point))]] : []));
  return {
    kind: "curve",
    title: "Error of log-sum-exp for every offset; where a line is missing, the result is no number",
    x: { label: "offset of the scores" },
    y: { label: "error (10⁻¹⁷: none)", log: true },
    series: [
      {
        label: "made by the computing",
        tone: "accent",
        points: along((point) => point.computing),
        dots: true,
      },
      { label: "made by storing the scores", tone: "muted", points: along((point) => point.storing) },
    ],
  };
}

const verdicts = {
  right: "That is right, as far as the format can say it.",
  infinite: "That is infinite, and the right value is not.",
  nan: "That is not a number.",
  wrong: "That looks like a result, and it is wrong.",
} as const;

export function verdictText(state: State, chosen: Chosen): string {
  return verdicts[verdictOf(state, chosen)];
}

function words(state: State, chosen: Chosen): TextView {
  const { sum, taken, scores, lse, probabilities: p } = state;
  const lines: TextView["lines"] = [
    {
      text: `Subtracted: ${showNumber(sum.shift)}. Sum of ${taken} of ${scores.length} exponentials: ${showNumber(sum.total)}.`,
      tone: "ink",
    },
  ];
  if (lse === undefined || p === undefined) return { kind: "text", title: "In words", lines };
  const verdict = verdictOf(state, chosen);
  lines.push({
    text: `Log-sum-exp: ${showNumber(lse)}; right is ${showNumber(rightOf(state))}. ${verdictText(state, chosen)}`,
    tone: verdict === "right" ? "ok" : "gap",
  });
  const total = p.reduce((all, one) => all + one, 0);
  const off = Math.abs(total - 1);
  lines.push(
    Number.isFinite(total)
      ? { text: `The probabilities add up to 1 within ${showNumber(off)}.`, tone: off < 0.01 ? "ok" : "gap" }
      : { text: "The probabilities are not all numbers.", tone: "gap" },
  );
  return { kind: "text", title: "In words", lines };
}
