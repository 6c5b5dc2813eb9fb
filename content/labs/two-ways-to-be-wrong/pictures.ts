import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { logP, logQ } from "./divergence.ts";
import { type Chosen, draws, type Moment, type State } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [densities(state, chosen), hollow(state, chosen), both(state), sampled(state), words(state)];
}

function densities({ source, history }: State, { gap }: Chosen): CurveView {
  const { q } = history.at(-1)!;
  const reach = gap / 2 + 4.5;
  const over = (of: (x: number) => number): [number, number][] =>
    Array.from({ length: 161 }, (_, i) => -reach + (i * reach) / 80).map((x) => [x, Math.exp(of(x))]);
  return {
    kind: "curve",
    title: "The source p and the bell q",
    x: { label: "x" },
    y: { label: "density" },
    series: [
      { label: "p, two bumps", tone: "muted", points: over((x) => logP(source, x)) },
      { label: "q, one bell", tone: "accent", points: over((x) => logQ(q, x)) },
    ],
  };
}

const names: Record<string, string> = { forward: "D(p‖q)", reverse: "D(q‖p)", both: "D(p‖q) + D(q‖p)" };

function hollow({ hollow, history }: State, { direction }: Chosen): FieldView {
  return {
    kind: "field",
    title: `${names[direction]} over the bell's mean (to the right) and the log of its spread (up), on a logarithmic scale`,
    ...hollow,
    paths: [
      {
        label: "descent",
        tone: "accent",
        points: history.map(({ q }): [number, number] => [q.mean, q.logSpread]),
      },
    ],
  };
}

function both({ history }: State): CurveView {
  const line = (of: (moment: Moment) => number): [number, number][] =>
    history.map((moment, i): [number, number] => [3 * i, of(moment)]).filter(([, y]) => y > 1e-6);
  return {
    kind: "curve",
    title: "Both divergences, whichever is minimised",
    x: { label: "steps of descent" },
    y: { label: "nats", log: true },
    series: [
      { label: "D(p‖q)", tone: "accent", points: line((moment) => moment.forward) },
      { label: "D(q‖p)", tone: "amber", points: line((moment) => moment.reverse) },
    ],
  };
}

function sampled({ history }: State): CurveView {
  const line = (of: (moment: Moment) => number | undefined): [number, number][] =>
    history.flatMap((moment, i): [number, number][] => {
      const y = of(moment);
      return y === undefined || !(Math.abs(y) < 10) ? [] : [[3 * i, y]];
    });
  return {
    kind: "curve",
    title: `D(q‖p), and two estimates of it from ${draws} draws of q`,
    x: { label: "steps of descent" },
    y: { label: "nats" },
    series: [
      { label: "D(q‖p)", tone: "amber", points: line((moment) => moment.reverse) },
      { label: "mean of −log r", tone: "muted", points: line(({ plain }) => plain), dots: true },
      { label: "mean of r − 1 − log r", tone: "ok", points: line(({ corrected }) => corrected), dots: true },
    ],
  };
}

function words({ source, history }: State): TextView {
  const last = history.at(-1)!;
  const lines: TextView["lines"] = [
    {
      text: `q has mean ${showNumber(last.q.mean)} and spread ${showNumber(Math.exp(last.q.logSpread))}; p has ${showNumber(source.mean)} and ${showNumber(Math.sqrt(source.variance))}.`,
      tone: "accent",
    },
    { text: `D(p‖q) = ${showNumber(last.forward)}: what p's draws cost extra if coded for q.`, tone: "ink" },
    { text: `D(q‖p) = ${showNumber(last.reverse)}: what q's draws cost extra if coded for p.`, tone: "ink" },
  ];
  if (last.plain !== undefined)
    lines.push({
      text: `From ${draws} draws of q, D(q‖p) is estimated as ${showNumber(last.plain)} and, corrected, as ${showNumber(last.corrected!)}.`,
      tone: last.plain < 0 ? "gap" : "ink",
    });
  return { kind: "text", title: "In words", lines };
}
