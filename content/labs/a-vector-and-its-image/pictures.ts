import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import {
  type Chosen,
  dominant,
  eigenvalues,
  eigenvector,
  matrixOf,
  type Pair,
  sine,
  times,
} from "./matrices.ts";
import type { State } from "./state.ts";

const cells = 41;
const reach = 3;

export function pictures(state: State, chosen: Chosen): View[] {
  return [plane(state, chosen), angles(state, chosen), sizes(state), words(state, chosen)];
}

/** Sine of the angle from v to Av for every v, with x, Ax and the eigenvectors' lines drawn over it. */
function plane({ history }: State, chosen: Chosen): FieldView {
  const matrix = matrixOf(chosen);
  const at = (i: number) => -reach + (2 * reach * i) / (cells - 1);
  const values = Array.from({ length: cells * cells }, (_, i) => {
    const v: Pair = [at(i % cells), at(Math.floor(i / cells))];
    return sine(v, times(matrix, v));
  });
  const { x, Ax } = history.at(-1)!;
  const eigenlines = lines(chosen);
  return {
    kind: "field",
    title: "How far A turns each vector: sine of the angle from v to Av, 0 along eigenvectors",
    xRange: [-reach, reach],
    yRange: [-reach, reach],
    equal: true,
    rows: cells,
    cols: cells,
    values,
    centre: 0,
    paths: [
      ...eigenlines,
      { label: "x", tone: "accent", points: [[0, 0], x] },
      { label: "Ax", tone: "amber", points: [[0, 0], Ax] },
    ],
    points: [
      { x: x[0], y: x[1], tone: "accent", filled: true, label: "x" },
      { x: Ax[0], y: Ax[1], tone: "amber", filled: true, label: "Ax" },
      ...eigenlines.map(({ label, points }) => {
        const [x, y] = points.at(-1)!;
        return { x, y, tone: "ink" as const, filled: true, label };
      }),
    ],
  };
}

function lines(chosen: Chosen): NonNullable<FieldView["paths"]> {
  const matrix = matrixOf(chosen);
  const found = eigenvalues(matrix);
  if (!found.real) return [];
  return [...new Set(found.values)].flatMap((value) => {
    const vector = eigenvector(matrix, value);
    if (vector === undefined) return [];
    const end = (sign: number): Pair => [sign * reach * vector[0], sign * reach * vector[1]];
    return [{ label: `λ = ${showNumber(value)}`, tone: "ink" as const, points: [end(-1), end(1)] }];
  });
}

function angles({ history }: State, chosen: Chosen): CurveView {
  const winner = dominant(matrixOf(chosen));
  const offs = history.flatMap(({ off }, k): Pair[] => (off !== undefined && off > 1e-15 ? [[k, off]] : []));
  const [, first] = offs[0] ?? [0, 0];
  const promised =
    winner === undefined || !(winner.rate > 0)
      ? []
      : history.map((_, k): Pair => [k, first * winner.rate ** k]).filter(([, y]) => y > 1e-15);
  return {
    kind: "curve",
    title:
      winner === undefined
        ? "No eigenvalue is alone the largest in size: no angle is drawn"
        : "Angle between x and the eigenvector of the eigenvalue largest in size",
    x: { label: "steps" },
    y: { label: "sine of the angle", log: true },
    series: [
      { label: "this vector", tone: "accent", points: offs, dots: true },
      { label: "first angle × |λ₂/λ₁|ᵏ", tone: "muted", points: promised },
    ],
  };
}

function sizes({ history }: State): CurveView {
  return {
    kind: "curve",
    title: "Length of Aᵏx without dividing by it",
    x: { label: "steps" },
    y: { label: "length", log: true },
    series: [{ label: "length", tone: "accent", points: history.map(({ size }, k): Pair => [k, size]) }],
  };
}

function words({ history }: State, chosen: Chosen): TextView {
  const matrix = matrixOf(chosen);
  const found = eigenvalues(matrix);
  const { x, Ax, quotient } = history.at(-1)!;
  const pair = ([a, b]: Pair) => `(${showNumber(a)}, ${showNumber(b)})`;
  const lines: TextView["lines"] = [
    { text: eigenvaluesInWords(chosen), tone: found.real ? "ink" : "gap" },
    { text: `x = ${pair(x)}, Ax = ${pair(Ax)}.`, tone: "accent" },
    { text: `Rayleigh quotient xᵀAx = ${showNumber(quotient)}.`, tone: "amber" },
  ];
  if (Math.hypot(...Ax) < 1e-12)
    lines.push({ text: "Ax is 0: there is nothing to go on with.", tone: "gap" });
  return { kind: "text", title: "In numbers", lines };
}

export function eigenvaluesInWords(chosen: Chosen): string {
  const matrix = matrixOf(chosen);
  const found = eigenvalues(matrix);
  if (!found.real)
    return `The eigenvalues ${showNumber(found.re)} ± ${showNumber(found.im)}i are not real: A turns every vector.`;
  const [first, second] = found.values;
  if (first !== second) return `The eigenvalues are ${showNumber(first)} and ${showNumber(second)}.`;
  const every = eigenvector(matrix, first) === undefined;
  return `The only eigenvalue is ${showNumber(first)}, ${every ? "and every vector belongs to it" : "with one direction: there is no basis of eigenvectors"}.`;
}
