import type { CurveView, GraphView, TextView, Tone, View } from "@blankfile/curriculum/lab";
import { type Chosen, type State, slopeOf } from "./chain.ts";
import { apply, errorSweep } from "./difference.ts";
import { show } from "./numbers.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  const drawn = [graph(state), lastStep(state), products(state)];
  return state.secant === undefined ? drawn : [...drawn, errors(state, chosen)];
}

/** At most nine columns: the chain around the last step, with "…" for what is left out. */
function graph(state: State): GraphView {
  const done = state.slopes.length;
  const first = Math.max(0, Math.min(done - 4, state.chain.length - 6));
  const last = Math.min(state.chain.length, first + 6);
  const shown = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const nodes: GraphView["nodes"] = shown.map((k) => ({
    id: String(k),
    rank: k - first + (first > 0 ? 1 : 0),
    label: k === 0 ? "x" : state.chain[k - 1]!.label,
    lines: [
      { text: k <= done ? show(state.values[k]!) : "·", tone: "ink" as const },
      ...(k > 0 && k <= done
        ? [{ text: `slope ${show(state.slopes[k - 1]!)}`, tone: "accent" as const }]
        : []),
    ],
    state: k === done ? ("active" as const) : k < done ? ("done" as const) : ("idle" as const),
  }));
  const gap = (id: string, rank: number) => ({ id, rank, label: "…", lines: [], state: "idle" as const });
  if (first > 0) nodes.unshift(gap("before", 0));
  if (last < state.chain.length) nodes.push(gap("after", nodes.at(-1)!.rank + 1));
  const edges: GraphView["edges"] = nodes.slice(1).map((node, i) => ({
    from: nodes[i]!.id,
    to: node.id,
    tone: "ink" as const,
    active: node.state === "active" && done > 0,
  }));
  return { kind: "graph", title: "Values, and the slope of each function where it was used", nodes, edges };
}

function lastStep(state: State): TextView {
  const tone = (line: string, i: number): Tone =>
    line.startsWith("Mind") ? "gap" : i === 0 ? "ink" : "accent";
  return {
    kind: "text",
    title: "This step",
    lines: state.said.map((text, i) => ({ text, tone: tone(text, i) })),
  };
}

/** Zero and what is not finite have no place on a logarithmic axis and are left out. */
const drawable = ([, y]: [number, number]): boolean => y > 0 && Number.isFinite(y);

function products(state: State): CurveView {
  const points = state.products.map((p, k): [number, number] => [k, Math.abs(p)]).filter(drawable);
  return {
    kind: "curve",
    title: "Size of the product of slopes",
    x: { label: "functions passed" },
    y: { label: "|product|", log: true },
    series: [{ label: "|product so far|", tone: "accent", points, dots: true }],
  };
}

function errors(state: State, { x, h, scheme }: Chosen): View {
  const slope = slopeOf(state);
  const title = "Distance between the secant's slope and the product";
  const sweep = errorSweep(state.chain, x, scheme, slope);
  const points = sweep.map((tried): [number, number] => [tried.h, tried.error]).filter(drawable);
  if (points.length === 0) {
    const text = Number.isFinite(slope)
      ? "Every step from 10⁻¹ to 10⁻¹⁴ gives the product exactly."
      : `The product is ${show(slope)}: there is nothing to compare with.`;
    return { kind: "text", title, lines: [{ text, tone: "ink" }] };
  }
  const lost = 2 ** -53 * Math.abs(apply(state.chain, x));
  const rounding = sweep.map((tried): [number, number] => [tried.h, lost / tried.h]).filter(drawable);
  const yours = [[h, Math.abs(state.secant! - slope)] as [number, number]].filter(drawable);
  const series: CurveView["series"] = [
    { label: "error", tone: "accent", points },
    { label: "rounding: 2⁻⁵³ |F(x)| / h", tone: "muted", points: rounding },
    { label: "your h", tone: "ink", points: yours, dots: true },
  ];
  return {
    kind: "curve",
    title,
    x: { label: "step h", log: true },
    y: { label: "error", log: true },
    series: series.filter((line) => line.points.length > 0),
  };
}
