import type { CurveView, MatrixView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { type Chosen, scales, tokens } from "./attention.ts";
import { found, hidden, type State } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [weights(state), descent(state), words(state, chosen)];
}

function weights({ rows }: State): MatrixView {
  return {
    kind: "matrix",
    title: "Weights to three places: a query in each row, with the key it wants; a key in each column",
    rowLabels: rows.map(({ target }, t) => `q${t + 1} → k${target + 1}`),
    colLabels: Array.from({ length: tokens }, (_, j) => `k${j + 1}`),
    values: rows.flatMap((row) => row.weights.map((a) => Number(a.toFixed(3)))),
  };
}

function descent({ history }: State): CurveView {
  const line = (of: (at: State["history"][number]) => number): [number, number][] =>
    history.map((at): [number, number] => [at.taken, of(at)]).filter(([, y]) => y > 1e-30);
  const series: CurveView["series"] = [
    { label: "loss", tone: "accent", points: line(({ loss }) => loss) },
    { label: "slopes in the scores", tone: "amber", points: line(({ slope }) => slope) },
  ];
  return {
    kind: "curve",
    title: "Mean over the queries: the loss, and the size of its slopes in the scores",
    x: { label: "steps" },
    y: { label: "size", log: true },
    series: series.filter(({ points }) => points.length > 0),
  };
}

function words(state: State, chosen: Chosen): TextView {
  const width = Number(chosen.width);
  const wanted = Math.sqrt(width) * scales[chosen.scale]!.of(width);
  const behind = hidden(state, chosen);
  const lines: TextView["lines"] = [
    {
      text: `At the start the scores had the spread ${showNumber(state.spreadAtStart)}; √D times the factor is ${showNumber(wanted)}.`,
      tone: "ink",
    },
    {
      text: `At the start a query gave its favourite key ${showNumber(state.sharpAtStart)} of its weight, in the mean.`,
      tone: state.sharpAtStart > 0.95 ? "gap" : "ink",
    },
    {
      text: `${found(state)} of ${tokens} queries give their target more than half.`,
      tone: found(state) === tokens ? "ok" : "ink",
    },
  ];
  if (behind > 0)
    lines.push({
      text: `${behind} ${behind === 1 ? "target lies" : "targets lie"} behind the mask: weight 0, slope 0, whatever the query.`,
      tone: "gap",
    });
  return { kind: "text", title: "In words", lines };
}
