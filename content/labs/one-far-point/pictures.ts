import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { excess, loss } from "./descent.ts";
import { heightAt, type Line } from "./line.ts";
import { type Chosen, pull, type State } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [deliveries(state), bowl(state), progress(state), words(state, chosen)];
}

/** The plane of the data: the shade is how far a delivery there would lie above or below today's line. */
function deliveries(state: State): FieldView {
  const { others, yours, points, best, without, absolute } = state;
  const all = [yours, ...others];
  const xRange = padded(all.map(({ x }) => x));
  const yRange = padded(all.map(({ y }) => y));
  const line = state.path.at(-1)!.line;
  const drawn = ({ line, ...look }: { label: string; tone: "ok" | "amber" | "muted"; line: Line }) => ({
    ...look,
    points: xRange.map((x): [number, number] => [x, heightAt(line, x)]),
  });
  const counts = points.includes(yours);
  return {
    kind: "field",
    title: "Minutes (up) against kilometres; the descent's line parts the two colours",
    xRange,
    yRange,
    ...cells(xRange, yRange, (x, y) => y - heightAt(line, x)),
    centre: 0,
    paths: [
      drawn({ label: "least squares", tone: "ok", line: best }),
      ...(counts ? [drawn({ label: "without your delivery", tone: "muted" as const, line: without })] : []),
      drawn({ label: "least absolute errors", tone: "amber", line: absolute }),
    ],
    points: [
      ...others.map(({ x, y }) => ({ x, y, tone: "ink" as const, filled: true })),
      { x: yours.x, y: yours.y, tone: "gap", filled: counts, label: "yours" },
    ],
  };
}

/** The plane of the weights: the bowl of the loss, and the way of the descent. */
function bowl({ points, best, path }: State): FieldView {
  const xRange = padded([0, best.intercept, 2 * best.intercept]);
  const yRange = padded([0, best.slope, 2 * best.slope]);
  const least = loss(points, best);
  return {
    kind: "field",
    title: "Loss over the intercept (to the right) and the slope (up), on a logarithmic scale",
    xRange,
    yRange,
    ...cells(xRange, yRange, (intercept, slope) =>
      Math.log10(1e-3 + least + excess(points, { intercept, slope }, best)),
    ),
    paths: [
      {
        label: "descent",
        tone: "accent",
        points: path.map(({ line }): [number, number] => [line.intercept, line.slope]),
      },
    ],
    points: [{ x: best.intercept, y: best.slope, tone: "ok", filled: false, label: "least" }],
  };
}

function progress({ path }: State): CurveView {
  const points = path
    .filter(({ taken, excess }) => taken > 0 && excess > 0)
    .map(({ taken, excess }): [number, number] => [taken, excess]);
  return {
    kind: "curve",
    title: "Loss above the least loss",
    x: { label: "steps of descent", log: true },
    y: { label: "L − least L", log: true },
    series: [{ label: "loss above the least", tone: "accent", points }],
  };
}

function words(state: State, { origin }: Chosen): TextView {
  const { best, without, lambda, ranAway } = state;
  const { leverage, yours, others } = pull(state);
  const x = origin === 0 ? "km" : `(km + ${origin})`;
  const equation = ({ intercept, slope }: Line) =>
    `minutes = ${showNumber(intercept)} + ${showNumber(slope)} · ${x}`;
  const counts = state.points.includes(state.yours);
  const lines: TextView["lines"] = [
    { text: `Least squares: ${equation(best)}.`, tone: "ok" },
    {
      text: counts
        ? `Without your delivery: ${equation(without)}. Its leverage is ${showNumber(leverage)}.`
        : "Your delivery does not count; its circle is empty.",
      tone: "ink",
    },
    {
      text: `Your delivery misses the line by ${showNumber(Math.abs(yours))} minutes, the worst of the others by ${showNumber(others)}.`,
      tone: "ink",
    },
    {
      text: `Across its valley the loss curves ${showNumber(lambda[0] / lambda[1])} times as strongly as along it.`,
      tone: "accent",
    },
  ];
  if (ranAway) lines.push({ text: "The descent ran away: the steps are too long.", tone: "gap" });
  return { kind: "text", title: "In words", lines };
}

const size = 28;

function cells(
  [x0, x1]: [number, number],
  [y0, y1]: [number, number],
  at: (x: number, y: number) => number,
): { rows: number; cols: number; values: number[] } {
  const values = Array.from({ length: size * size }, (_, k) => {
    const column = ((k % size) + 0.5) / size;
    const row = (Math.floor(k / size) + 0.5) / size;
    return at(x0 + column * (x1 - x0), y0 + row * (y1 - y0));
  });
  return { rows: size, cols: size, values };
}

/** The range of the values with an eighth of it on either side. */
function padded(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((high - low) / 8, 0.5);
  return [low - margin, high + margin];
}
