import type { CurveView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { type Chosen, type Model, models } from "./models.ts";
import type { State } from "./state.ts";
import type { Sums } from "./sums.ts";

/** A loss on new data above this is not drawn. */
const highest = 6;

export function pictures(state: State, chosen: Chosen): View[] {
  const model = models[chosen.model]!;
  return [
    likelihood(state.sums, model, chosen),
    losses(state, model, chosen),
    data(state, model, chosen),
    words(state, model, chosen),
  ];
}

/** L(θ) over the largest L on the grid or at the estimate. */
function likelihood(sums: Sums, model: Model, chosen: Chosen): CurveView {
  const [low, high] = model.range;
  const { theta: truth } = model.nearest(chosen);
  const best = sums.n === 0 ? low : model.best(sums);
  const grid = Array.from({ length: 161 }, (_, i) => low + ((high - low) * i) / 160);
  const places = [...grid, ...(best > low && best < high ? [best] : [])].sort((a, b) => a - b);
  const logs = places.map((theta) => model.logLikelihood(theta, sums));
  const top = Math.max(...logs);
  return {
    kind: "curve",
    title: "Likelihood of each value of θ, as a share of the largest",
    x: { label: `θ, the ${model.parameter}` },
    y: { label: "L(θ) / largest L" },
    series: [
      {
        label: "likelihood",
        tone: "accent",
        points: sums.n === 0 ? [] : places.map((theta, i) => [theta, Math.exp(logs[i]! - top)]),
      },
      {
        label: "nearest to the source of the data",
        tone: "muted",
        points: [
          [truth, 0],
          [truth, 1],
        ],
      },
    ],
  };
}

function losses({ history }: State, model: Model, chosen: Chosen): CurveView {
  const { loss } = model.nearest(chosen);
  const last = history.at(-1)?.n ?? 1;
  const line = (of: (moment: State["history"][number]) => number | undefined): [number, number][] =>
    history.flatMap((moment): [number, number][] => {
      const y = of(moment);
      return y === undefined || !(y <= highest) ? [] : [[moment.n, y]];
    });
  return {
    kind: "curve",
    title: `Mean loss of the fitted model (above ${highest} not drawn)`,
    x: { label: "observations", log: true },
    y: { label: "−log p, in nats" },
    series: [
      { label: "on the data it was fitted to", tone: "accent", points: line(({ seen }) => seen) },
      { label: "on new data", tone: "amber", points: line(({ fresh }) => fresh) },
      {
        label: "least possible on new data",
        tone: "muted",
        points: [
          [1, loss],
          [Math.max(2, last), loss],
        ],
      },
    ],
  };
}

/** The fitted density over the first observations; for the coin the two probabilities. */
function data({ sums, shown, history }: State, model: Model, chosen: Chosen): CurveView {
  const fitted = history.at(-1)?.seen !== undefined;
  const best = fitted ? model.best(sums) : 0;
  const { theta } = model.nearest(chosen);
  const over = (low: number, high: number, of: (x: number) => number): [number, number][] =>
    Array.from({ length: 121 }, (_, i) => low + ((high - low) * i) / 120).map((x) => [x, of(x)]);
  const bell = (mean: number, spread: number) => (x: number) =>
    Math.exp(-(((x - mean) / spread) ** 2) / 2) / (spread * Math.sqrt(2 * Math.PI));
  const drawn = (mean: number, at: number): [number, number][] => {
    if (chosen.model === "coin")
      return [
        [0, 1 - at],
        [1, at],
      ];
    if (chosen.model === "bell") return over(-6, 6, bell(mean, Math.max(at, 0.02)));
    return [
      [0, 1 / at],
      [at, 1 / at],
      [at, 0],
    ];
  };
  const coin = chosen.model === "coin";
  return {
    kind: "curve",
    title: coin ? "Probability of a zero and of a one" : "The fitted density, and the first 40 observations",
    x: { label: "x" },
    y: { label: coin ? "p(x)" : "density" },
    series: [
      { label: "fitted", tone: "accent", points: fitted ? drawn(sums.mean, best) : [], dots: coin },
      { label: "nearest to the source", tone: "muted", points: drawn(0, theta), dots: coin },
      ...(coin
        ? []
        : [
            {
              label: "observations",
              tone: "ink" as const,
              points: shown.map((x): [number, number] => [x, 0]),
              dots: true,
            },
          ]),
    ],
  };
}

function words({ history }: State, model: Model, chosen: Chosen): TextView {
  const last = history.at(-1);
  if (last === undefined)
    return {
      kind: "text",
      title: "In words",
      lines: [{ text: "No data yet: every θ is as likely as any other.", tone: "ink" }],
    };
  if (last.likely === undefined)
    return {
      kind: "text",
      title: "In words",
      lines: [
        {
          text: "All observations are the same. The narrower the bell around them, the higher L: it has no maximum.",
          tone: "gap",
        },
      ],
    };
  const { theta, loss } = model.nearest(chosen);
  const [low, high] = last.likely;
  const lines: TextView["lines"] = [
    {
      text: `${last.n} observations; θ̂ = ${showNumber(last.best)}, nearest to the source is ${showNumber(theta)}.`,
      tone: "accent",
    },
    {
      text: `L is at least an eighth of its largest value from ${showNumber(low)} to ${showNumber(high)}.`,
      tone: "ink",
    },
    {
      text: `Each observation costs ${showNumber(last.seen!)} on the data seen, ${showNumber(last.fresh!)} on new data; ${showNumber(loss)} is possible.`,
      tone: last.fresh === Number.POSITIVE_INFINITY ? "gap" : "ink",
    },
  ];
  if (last.fresh === Number.POSITIVE_INFINITY)
    lines.push({ text: "The fitted model calls something impossible that will happen.", tone: "gap" });
  return { kind: "text", title: "In words", lines };
}
