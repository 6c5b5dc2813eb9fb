import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { landscapes, leastCurvature, type Pair, reach } from "./landscapes.ts";
import { between, type Chord, type Chosen, isBelow, type State } from "./state.ts";

const cells = 41;
const at = (i: number): number => -reach + (2 * reach * i) / (cells - 1);

export function pictures(state: State, chosen: Chosen): View[] {
  return [
    ground(state, chosen),
    curvature(chosen),
    along(state, chosen),
    counts(state),
    words(state, chosen),
  ];
}

function field(title: string, of: (x: number, y: number) => number): FieldView {
  const values = Array.from({ length: cells * cells }, (_, i) =>
    of(at(i % cells), at(Math.floor(i / cells))),
  );
  const range: [number, number] = [-reach, reach];
  return {
    kind: "field",
    title,
    xRange: range,
    yRange: range,
    equal: true,
    rows: cells,
    cols: cells,
    values,
  };
}

function ground({ latest, worst }: State, { landscape, strength }: Chosen): FieldView {
  const { f } = landscapes[landscape]!;
  const line = (label: string, tone: "gap" | "muted", { from, to }: Chord) => ({
    label,
    tone,
    points: [from, to],
  });
  const found = worst !== undefined && isBelow(worst);
  const place = found ? between(worst, worst.share) : undefined;
  return {
    ...field("The landscape, with the latest chords seen from above", (x, y) => f(x, y, strength)),
    paths: [
      ...latest.slice(0, 8).map((one) => line("latest chord", "muted", one)),
      ...(found ? [line("furthest below the graph", "gap", worst)] : []),
    ],
    points: place === undefined ? [] : [{ x: place[0], y: place[1], tone: "gap", filled: true }],
  };
}

function curvature({ landscape, strength }: Chosen): FieldView {
  const { hessian } = landscapes[landscape]!;
  return {
    ...field("Least curvature: below 0 the ground bends down in some direction", (x, y) =>
      leastCurvature(hessian(x, y, strength)),
    ),
    centre: 0,
  };
}

/** Graph, chord and tangent over the chord that lies furthest below the graph. */
function along({ worst }: State, { landscape, strength }: Chosen): CurveView {
  const axes = { x: { label: "share of the way, t" }, y: { label: "height" } };
  if (worst === undefined)
    return { kind: "curve", title: "No chord has been tried yet", ...axes, series: [] };
  const { f, gradient } = landscapes[landscape]!;
  const height = (t: number) => f(...between(worst, t), strength);
  const shares = Array.from({ length: 61 }, (_, i) => i / 60);
  const slope = gradient(...between(worst, worst.share), strength);
  const rise = slope[0] * (worst.to[0] - worst.from[0]) + slope[1] * (worst.to[1] - worst.from[1]);
  const tangent = (t: number) => height(worst.share) + rise * (t - worst.share);
  const line = (of: (t: number) => number, from: readonly number[]) => from.map((t): Pair => [t, of(t)]);
  return {
    kind: "curve",
    title: isBelow(worst)
      ? "Along the chord that lies furthest below the graph"
      : "No chord lies below the graph: along the one that comes closest to it",
    ...axes,
    series: [
      { label: "graph", tone: "ink", points: line(height, shares) },
      { label: "chord", tone: "accent", points: line((t) => (1 - t) * height(0) + t * height(1), [0, 1]) },
      { label: "tangent", tone: "muted", points: line(tangent, [0, 1]) },
      { label: "compared here", tone: "gap", points: [[worst.share, height(worst.share)]], dots: true },
    ],
  };
}

function counts({ history }: State): CurveView {
  return {
    kind: "curve",
    title: "Chords below the graph",
    x: { label: "chords tried" },
    y: { label: "of them below the graph" },
    series: [
      {
        label: "below",
        tone: "gap",
        points: [[0, 0], ...history.map((one): Pair => [one.tried, one.below])],
      },
    ],
  };
}

/** Lowest of the least curvatures on the grid of the picture. */
export function lowestCurvature({ landscape, strength }: Chosen): number {
  const { hessian } = landscapes[landscape]!;
  const grid = Array.from(
    { length: cells * cells },
    (_, i): Pair => [at(i % cells), at(Math.floor(i / cells))],
  );
  return Math.min(...grid.map(([x, y]) => leastCurvature(hessian(x, y, strength))));
}

function words(state: State, chosen: Chosen): TextView {
  const { tried, below, worst } = state;
  const lowest = lowestCurvature(chosen);
  const lines: TextView["lines"] = [
    { text: `${below} of ${tried} chords lie below the graph.`, tone: below > 0 ? "gap" : "ink" },
    {
      text: `Lowest curvature on the grid: ${showNumber(Math.abs(lowest) < 1e-12 ? 0 : lowest)}.`,
      tone: lowest < -1e-12 ? "gap" : "ink",
    },
  ];
  if (worst !== undefined && isBelow(worst)) {
    const pair = ([x, y]: Pair) => `(${showNumber(x)}, ${showNumber(y)})`;
    lines.push({
      text: `From ${pair(worst.from)} to ${pair(worst.to)} at t = ${showNumber(worst.share)}: ${showNumber(-worst.gap)} below.`,
      tone: "gap",
    });
  }
  if (chosen.landscape === "planes")
    lines.push({ text: "On the kinks between the planes there is no curvature to look at.", tone: "muted" });
  return { kind: "text", title: "In numbers", lines };
}
