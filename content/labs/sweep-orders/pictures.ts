import type { CurveView, TextView, Tone, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { greedy, type Order, orderNames, orders } from "./road.ts";
import type { Chosen, State } from "./state.ts";

const tones: Record<Order, Tone> = { two: "accent", up: "amber", down: "ok", shuffled: "gap" };

export function pictures(state: State, chosen: Chosen): View[] {
  return [values(state, chosen), errors(state), rule(state, chosen), words(state, chosen)];
}

function values({ road, best, runs }: State, { shown }: Chosen): CurveView {
  const points = (v: readonly number[]) => v.map((y, i): [number, number] => [i, y]);
  return {
    kind: "curve",
    title: `Values along the road: ${orders[shown as Order]}`,
    x: { label: `stop: 0 is the shop, ${road.stops - 1} the job` },
    y: { label: "value" },
    series: [
      { label: "best values", tone: "muted", points: points(best) },
      { label: "now", tone: tones[shown as Order], points: points(runs[shown as Order].v), dots: true },
    ],
  };
}

/** Zero has no place on a logarithmic axis. */
const drawable = ([, y]: [number, number]): boolean => y > 1e-12 && Number.isFinite(y);

function errors({ runs }: State): CurveView {
  const series = orderNames.map((order) => ({
    label: orders[order],
    tone: tones[order],
    points: runs[order].history.map(({ taken, error }): [number, number] => [taken, error]).filter(drawable),
  }));
  return {
    kind: "curve",
    title: "Largest error of any stop",
    x: { label: "sweeps" },
    y: { label: "error", log: true },
    series: series.filter(({ points }) => points.length > 0),
  };
}

function rule({ road: { gamma }, runs, taken }: State, { shown, epsilon }: Chosen): CurveView {
  const { history } = runs[shown as Order];
  const line = (of: (row: (typeof history)[number]) => number) =>
    history.map((row): [number, number] => [row.taken, of(row)]).filter(drawable);
  const series: CurveView["series"] = [
    {
      label: "promise: γ/(1 − γ) · change",
      tone: "muted",
      points: line(({ change }) => (gamma / (1 - gamma)) * change),
    },
    { label: "change of the last sweep", tone: "accent", points: line(({ change }) => change) },
    { label: "true error", tone: "ok", points: line(({ error }) => error) },
    { label: "what the greedy policy loses", tone: "gap", points: line(({ loss }) => loss) },
    {
      label: "ε",
      tone: "ink",
      points: [
        [0, epsilon],
        [Math.max(1, taken), epsilon],
      ],
    },
  ];
  return {
    kind: "curve",
    title: `When to stop: ${orders[shown as Order]}`,
    x: { label: "sweeps" },
    y: { label: "largest of any stop", log: true },
    series: series.filter(({ points }) => points.length > 0),
  };
}

function words({ road, runs }: State, { shown, epsilon }: Chosen): TextView {
  const { v, stopsAt, tempted } = runs[shown as Order];
  const arrows = greedy(road, v).map((choice, i) => (choice === 1 ? "→" : i === 0 ? "work" : "←"));
  const lines: TextView["lines"] = [{ text: `Greedy now: ${arrows.join(" ")} job`, tone: "ink" }];
  if (tempted !== undefined)
    lines.push({
      text: `After sweep ${tempted.at} the change was at most ε = ${showNumber(epsilon)}; the error was ${showNumber(tempted.error)}, and acting greedily would have lost ${showNumber(tempted.loss)}.`,
      tone: tempted.error > epsilon ? "gap" : "ok",
    });
  for (const order of orderNames) {
    const at = runs[order].stopsAt;
    lines.push({
      text: `${orders[order]}: ${at === undefined ? "the rule would not stop yet" : `the rule stops after sweep ${at}`}`,
      tone: tones[order],
    });
  }
  if (stopsAt !== undefined)
    lines.push({
      text: `From then on every value is within ${showNumber(epsilon)} of the best.`,
      tone: "ok",
    });
  return { kind: "text", title: "In words", lines };
}
