import type { CurveView, MatrixView, TextView, Tone, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { classes, type Moment, type State } from "./state.ts";

export function pictures(state: State): View[] {
  return [losses(state), numbers(state), probabilities(state), words(state)];
}

/** A state that broke before its first step has no finite gradient to show. */
function numbers({ history, shares, broken }: State): MatrixView {
  const { z, p, answer } = history.at(-1)!;
  const rows: [string, readonly number[]][] = [
    ["score z", z],
    ["probability p", p],
    ["label's share", shares],
    ...(answer.gradient.every(Number.isFinite)
      ? ([["slope ∂L/∂z", answer.gradient]] as [string, readonly number[]][])
      : []),
  ];
  return {
    kind: "matrix",
    title: broken ? "The last numbers before it broke" : "The numbers now",
    rowLabels: rows.map(([label]) => label),
    colLabels: classes,
    values: rows.flatMap(([, values]) => values),
  };
}

function curve(history: readonly Moment[], of: (moment: Moment) => number): [number, number][] {
  return history
    .filter(({ taken }) => taken > 0)
    .map((moment): [number, number] => [moment.taken, of(moment)]);
}

const onLogAxis = ([, y]: [number, number]): boolean => Number.isFinite(y) && y > 1e-12;

function losses({ history, shares }: State): CurveView {
  const least = shares.reduce((sum, share) => (share === 0 ? sum : sum - share * Math.log(share)), 0);
  const series: CurveView["series"] = [
    {
      label: "loss that the code reports",
      tone: "accent",
      points: curve(history, ({ answer }) => answer.loss),
    },
    {
      label: "cross-entropy with the labels",
      tone: "amber",
      points: curve(history, (moment) => moment.trueLoss),
    },
    { label: "least possible", tone: "muted", points: curve(history, () => least) },
  ];
  return {
    kind: "curve",
    title: "Loss",
    x: { label: "steps of descent", log: true },
    y: { label: "loss", log: true },
    series: series.map((line) => ({ ...line, points: line.points.filter(onLogAxis) })),
  };
}

function probabilities({ history }: State): CurveView {
  const tones: Tone[] = ["accent", "amber", "ok", "muted"];
  return {
    kind: "curve",
    title: "Probabilities",
    x: { label: "steps of descent", log: true },
    y: { label: "p" },
    series: classes.map((label, k) => ({
      label,
      tone: tones[k]!,
      points: curve(history, ({ p }) => p[k]!),
    })),
  };
}

function words({ history, broken }: State): TextView {
  const { p, answer } = history.at(-1)!;
  const sum = answer.gradient.reduce((total, slope) => total + slope, 0);
  const longest = Math.max(...answer.gradient.map(Math.abs));
  const lines: TextView["lines"] = [
    {
      text: `The code reports the loss ${showNumber(answer.loss)}; A has the probability ${showNumber(p[0]!)}.`,
      tone: "ink",
    },
    Number.isFinite(sum)
      ? {
          text: `The slopes add up to ${showNumber(Math.abs(sum) < 1e-6 ? 0 : sum)}; the largest has the size ${showNumber(longest)}.`,
          tone: "accent",
        }
      : { text: `The slopes are ${answer.gradient.map(showNumber).join(", ")}.`, tone: "gap" },
  ];
  if (broken)
    lines.push({ text: "A slope or a score is no finite number any more; training is over.", tone: "gap" });
  return { kind: "text", title: "In words", lines };
}
