import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { cols, rows } from "./drawings.ts";
import { latest, numbersPerPiece, type Piece, type State, size, taken } from "./state.ts";

export function pictures(state: State): View[] {
  return [
    image("The picture, 24 × 32 numbers", state.given),
    image(`The sum of ${count(taken(state))}`, state.sum),
    piece(latest(state)),
    errors(state),
    values(state),
    words(state),
  ];
}

export const count = (pieces: number): string => `${pieces} ${pieces === 1 ? "piece" : "pieces"}`;

/** Row 0 of the matrix is the picture's lowest line; its sides count columns and rows, and entries are squares. */
function image(title: string, values: number[]): FieldView {
  const sides = { xRange: [0, cols], yRange: [0, rows], rows, cols } satisfies Partial<FieldView>;
  return { kind: "field", title, ...sides, values, equal: true, cells: true };
}

function piece(last: Piece | undefined): FieldView {
  if (last === undefined) return { ...image("No piece has been added yet", blank()), centre: 0 };
  const cells = blank().map((_, i) => last.value * last.u[Math.floor(i / cols)]! * last.v[i % cols]!);
  return { ...image(`The piece added last: σ u vᵀ with σ = ${showNumber(last.value)}`, cells), centre: 0 };
}

const blank = (): number[] => Array.from({ length: rows * cols }, () => 0);

function errors({ history, given }: State): CurveView {
  const line = (of: (one: State["history"][number]) => number) =>
    history.map((one, k): [number, number] => [k, of(one)]);
  return {
    kind: "curve",
    title: `What is missing, of ${showNumber(size(given))} for the whole picture`,
    x: { label: "pieces added" },
    y: { label: "root of the sum of squares" },
    series: [
      { label: "distance from the picture", tone: "accent", points: line((one) => one.toGiven), dots: true },
      { label: "distance from the drawing without noise", tone: "amber", points: line((one) => one.toClean) },
    ],
  };
}

function values({ pieces, order, history }: State): CurveView {
  const points = pieces.map(({ value }, l): [number, number] => [l + 1, value]);
  const added = new Set(order.slice(0, history.length - 1));
  const series: CurveView["series"] = [
    { label: "all", tone: "muted", points },
    { label: "added", tone: "accent", points: points.filter((_, l) => added.has(l)), dots: true },
  ];
  return {
    kind: "curve",
    title: pieces.length === 0 ? "Blank paper has no singular value above 0" : "The singular values",
    x: { label: "number, from the largest" },
    y: { label: "σ", log: true },
    series: series.filter((one) => one.points.length > 0),
  };
}

function words(state: State): TextView {
  const k = taken(state);
  const { toGiven, toClean } = state.history.at(-1)!;
  const whole = rows * cols;
  const lines: TextView["lines"] = [
    { text: `Rank: ${state.pieces.length}.`, tone: "ink" },
    {
      text: `${count(k)} are ${k * numbersPerPiece} numbers; the picture has ${whole}.`,
      tone: k * numbersPerPiece > whole ? "gap" : "ink",
    },
    { text: `Missing of the picture: ${showNumber(toGiven)}.`, tone: "accent" },
    { text: `From the drawing without noise: ${showNumber(toClean)}.`, tone: "amber" },
  ];
  return { kind: "text", title: "In numbers", lines };
}
