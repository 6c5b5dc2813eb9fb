import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { type Chosen, curvaturesAt, type Place, type State, valueAt } from "./descent.ts";
import { landscapes, turned } from "./landscape.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [map(state, chosen), progress(state), words(state, chosen)];
}

/** Four significant digits; a power of ten where a number is tiny or huge. */
export function show(x: number): string {
  const size = Math.abs(x);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(x.toPrecision(4))).replace("-", "−");
  const [mantissa, power] = x.toExponential(1).split("e") as [string, string];
  const raised = [...power.replace("+", "")].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
  return `${mantissa.replace("-", "−")}·10${raised.join("")}`;
}

const cells = 34;

function map({ history }: State, chosen: Chosen): FieldView {
  const reach = 1.3 * Math.max(Math.hypot(chosen.across, chosen.along), 1);
  const values = Array.from({ length: cells * cells }, (_, k) => {
    const at = (i: number) => ((i + 0.5) / cells) * 2 * reach - reach;
    return Math.log10(valueAt([at(k % cells), at(Math.floor(k / cells))], chosen) + 0.01);
  });
  return {
    kind: "field",
    title: "The landscape from above, its height on a logarithmic scale",
    xRange: [-reach, reach],
    yRange: [-reach, reach],
    equal: true,
    rows: cells,
    cols: cells,
    values,
    paths: [{ label: "the walk", tone: "accent", points: history.map(({ x }) => x) }],
    points: landscapes[chosen.landscape]!.lowest.map((place) => {
      const [x, y] = turned(place, chosen.turn);
      return { x, y, tone: "ok" as const, filled: false, label: "lowest" };
    }),
  };
}

function progress({ history }: State): CurveView {
  const line = (of: (place: Place) => number | undefined): [number, number][] =>
    history.flatMap((place): [number, number][] => {
      const y = of(place);
      return place.taken > 0 && y !== undefined && y > 0 ? [[place.taken, y]] : [];
    });
  return {
    kind: "curve",
    title: "How far above the lowest value, and the bound that holds while promises are kept",
    x: { label: "steps", log: true },
    y: { label: "f − least f", log: true },
    series: [
      { label: "excess", tone: "accent", points: line(({ excess }) => excess) },
      { label: "bound ‖x₀ − x*‖² / (2 Σ η)", tone: "amber", points: line(({ bound }) => bound) },
    ],
  };
}

function words({ history, kept, broken, end }: State, chosen: Chosen): TextView {
  const last = history.at(-1)!;
  const lines: TextView["lines"] = [];
  const curved = curvaturesAt(last.x, chosen);
  if (chosen.landscape === "kink")
    lines.push({
      text: "No curvature anywhere, and at the kinks no slope: no rate is short enough.",
      tone: "ink",
    });
  else
    for (const [i, way] of ["Across", "Along"].entries()) lines.push(factorLine(way, curved[i]!, last.rate));
  if (last.taken > 0)
    lines.push({
      text: `${kept} of ${last.taken} steps brought f down by ½ η ‖g‖² or more.`,
      tone: broken === 0 ? "ok" : "gap",
    });
  if (end === "ran away") lines.push({ text: "The walk ran away.", tone: "gap" });
  if (end === "stands still")
    lines.push({
      text: `The walk stands still at f = ${show(last.excess)}, where the slope is ${show(last.slope)}.`,
      tone: last.excess < 1e-6 ? "ok" : "gap",
    });
  return { kind: "text", title: "In words", lines };
}

/** What a step makes of a small displacement in one direction. */
function factorLine(way: string, curvature: number, rate: number): TextView["lines"][number] {
  const factor = 1 - rate * curvature;
  const says =
    Math.abs(factor) > 1
      ? curvature < 0
        ? "displacements grow: this is a ridge"
        : "displacements grow and change sides"
      : factor < 0
        ? "displacements shrink and change sides"
        : "displacements shrink";
  return {
    text: `${way}: curvature ${show(curvature)}, so 1 − η·curvature = ${show(factor)}; ${says}.`,
    tone: Math.abs(factor) > 1 ? "gap" : "ink",
  };
}
