import type { CurveView, ScatterView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { type Chosen, methods } from "./positions.ts";
import { limit, pairsOf, rounding, type State, wander } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [scores(state, chosen), arrows(state, chosen), words(state, chosen)];
}

function scores({ history }: State, { moves }: Chosen): CurveView {
  return {
    kind: "curve",
    title: moves === "together" ? "The score while both move on" : "The score while the query moves away",
    x: {
      label: moves === "together" ? "position of the query" : "position of the query less that of the key",
    },
    y: { label: "score" },
    series: [
      {
        label: "score",
        tone: "accent",
        dots: true,
        points: history.map(({ query, key, score }): [number, number] => [
          moves === "together" ? query : query - key,
          score,
        ]),
      },
    ],
  };
}

/** Pairs that are shown; the names of their tips have room around the outermost circle. */
const shownPairs = 4;
const reach = 4.6;

/** Tips of the first four pairs after placing, each pair at its own radius. */
function arrows(state: State, chosen: Chosen): ScatterView {
  const way = methods[chosen.method]!;
  const at = state.history.at(-1)!;
  const tips = (x: number[], name: string, tone: "accent" | "amber") =>
    Array.from({ length: Math.min(shownPairs, x.length / 2) }, (_, i) => {
      const [a, b] = [x[2 * i]!, x[2 * i + 1]!];
      const size = Math.hypot(a, b) || 1;
      return { x: ((i + 1) * a) / size, y: ((i + 1) * b) / size, tone, label: `${name}${i + 1}` };
    });
  return {
    kind: "scatter",
    title: "Directions of the first pairs: q1 and k1 on a circle of radius 1, q2 and k2 of radius 2, …",
    x: { label: "first coordinate of the pair", range: [-reach, reach] },
    y: { label: "second coordinate", range: [-reach, reach] },
    equal: true,
    points: [
      ...tips(way.query(state.query, at.query / chosen.divide, chosen.base), "q", "accent"),
      ...tips(way.key(state.key, at.key / chosen.divide, chosen.base), "k", "amber"),
    ],
  };
}

function words(state: State, chosen: Chosen): TextView {
  const { query, key, score } = state.history.at(-1)!;
  const pairs = pairsOf(state, chosen);
  const unknown = pairs.filter(({ known }) => !known).length;
  const moved = wander(state);
  const lines: TextView["lines"] = [
    {
      text: `Query at ${query}, key at ${key}: score ${showNumber(score)}, at most ${showNumber(limit(state))} for turned vectors of these lengths.`,
      tone: "ink",
    },
    {
      text:
        moved < rounding
          ? "The score has not changed since the start."
          : `The score has been up to ${showNumber(moved)} away from that of the start.`,
      tone: moved < rounding ? "ok" : "ink",
    },
    {
      text: `${unknown} of ${pairs.length} pairs stand at an angle that a text of ${chosen.trained} tokens never shows.`,
      tone: unknown > 0 ? "gap" : "ok",
    },
  ];
  return { kind: "text", title: "In words", lines };
}
