import type { CurveView, MatrixView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber as show } from "../show-number.ts";
import { expected, greedy, type Policy } from "./bellman.ts";
import { directions, type World } from "./grid.ts";
import type { Chosen, State } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  const { world, first, second } = state;
  return [
    distances(state, chosen),
    values(world, first, "First guess, from 0 everywhere (a wall shows 0)"),
    values(world, second, "Second guess"),
    arrows(world, first),
    oneCell(state, chosen),
  ];
}

function values({ rows, cols }: World, v: readonly number[], title: string): MatrixView {
  return {
    kind: "matrix",
    title,
    rowLabels: Array.from({ length: rows }, (_, r) => `row ${r + 1}`),
    colLabels: Array.from({ length: cols }, (_, c) => String(c + 1)),
    values: v.map((x) => Number(x.toFixed(2)) + 0),
  };
}

function distances({ history }: State, { gamma }: Chosen): CurveView {
  const line = (of: (k: number) => number | undefined) =>
    history.flatMap((_, k): [number, number][] => {
      const y = of(k);
      return y === undefined || !(y > 1e-12) || !Number.isFinite(y) ? [] : [[k, y]];
    });
  const series: CurveView["series"] = [
    {
      label: "bound: γᵏ · first distance",
      tone: "muted",
      points: line((k) => gamma ** k * history[0]!.apart),
    },
    { label: "distance of the guesses", tone: "accent", points: line((k) => history[k]!.apart), dots: true },
    { label: "first guess to the solution", tone: "ok", points: line((k) => history[k]!.error) },
  ];
  return {
    kind: "curve",
    title: "Largest difference in any cell",
    x: { label: "backups k" },
    y: { label: "distance", log: true },
    series: series.filter(({ points }) => points.length > 0),
  };
}

function arrows(world: World, v: readonly number[]): TextView {
  const marks = world.cells.map((cell, s) => {
    const a = greedy(world, v, s);
    return a === undefined ? cell : directions[a]!.arrow;
  });
  const lines = Array.from({ length: world.rows }, (_, r) => ({
    text: marks.slice(r * world.cols, (r + 1) * world.cols).join(" "),
    tone: "ink" as const,
  }));
  return { kind: "text", title: "What looks best by the first guess", lines, code: true };
}

/** The equation of one cell, in numbers. */
function oneCell(state: State, { cell, policy, gamma }: Chosen): TextView {
  const { world, first } = state;
  const s = cell - 1;
  const title = `The equation of cell ${cell}, by the first guess`;
  const say = (text: string): TextView => ({ kind: "text", title, lines: [{ text, tone: "ink" }] });
  const kind = world.cells[s];
  if (kind === undefined)
    return say(`The map has ${world.cells.length} cells, counted in reading order from 1.`);
  if (kind === "#") return say("This cell is a wall; nobody is ever there.");
  if (kind !== ".") return say(`This cell is an exit. Its value is what it pays: ${show(world.reward[s]!)}.`);
  const sums = world.moves[s]!.map((ways, a) => {
    const terms = ways
      .filter(({ chance }) => chance > 0)
      .map(
        ({ to, chance }) => `${show(chance)}·${first[to]! < 0 ? `(${show(first[to]!)})` : show(first[to]!)}`,
      );
    return {
      text: `${directions[a]!.name}: ${terms.join(" + ")} = ${show(expected(world.moves[s]![a]!, first))}`,
      a,
    };
  });
  const counts =
    (policy as Policy) === "best"
      ? greedy(world, first, s)
      : directions.findIndex(({ name }) => name === policy);
  const rule = { best: "the largest", random: "the mean" }[policy] ?? "the policy's";
  return {
    kind: "text",
    title,
    lines: [
      { text: `now ${show(first[s]!)}`, tone: "ink" },
      ...sums.map(({ text, a }) => ({
        text,
        tone: counts === -1 || a === counts ? ("accent" as const) : ("muted" as const),
      })),
      { text: `next: ${show(world.reward[s]!)} + ${show(gamma)} · (${rule})`, tone: "ink" },
    ],
    code: true,
  };
}
