/** The likelihood of a parameter as data come in, and what the most likely value is worth on new data. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { models } from "./models.ts";
import { pictures } from "./pictures.ts";
import { go, isDone, narrowing, type State, schedule, start } from "./state.ts";

export const lab = defineLab({
  title: "What the data make likely",
  lead: "Let data come in, watch which values of a parameter stay likely, and what the likeliest one is worth on new data.",
  parameters: {
    model: {
      kind: "choice",
      label: "Model",
      options: Object.entries(models).map(([value, { label }]) => ({ value, label })),
      default: "bell",
    },
    chance: {
      kind: "range",
      label: "Coin: true chance of a one",
      min: 0.01,
      max: 0.99,
      step: 0.01,
      default: 0.1,
    },
    strays: {
      kind: "range",
      label: "Bell: share of strays, five times as far out",
      min: 0,
      max: 0.3,
      step: 0.02,
      default: 0,
    },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 220,

  views: pictures,

  summary: (state: State, chosen) => {
    const last = state.history.at(-1);
    if (last === undefined) return "No observations yet.";
    const { theta } = models[chosen.model]!.nearest(chosen);
    const so = `After ${last.n} observations`;
    if (last.likely === undefined)
      return `${so} the likelihood has no maximum: it grows as the spread goes to 0.`;
    return `${so} the estimate is ${showNumber(last.best)}, nearest to the source is ${showNumber(theta)}; the mean loss is ${showNumber(last.seen!)} on the data seen and ${showNumber(last.fresh!)} on new data.`;
  },

  table: ({ history }: State) => ({
    columns: ["observations", "estimate", "likely from", "to", "loss on seen data", "on new data"],
    rows: history.map(({ n, best, likely, seen, fresh }) => [
      n,
      showNumber(best),
      likely === undefined ? "" : showNumber(likely[0]),
      likely === undefined ? "" : showNumber(likely[1]),
      seen === undefined ? "no maximum" : showNumber(seen),
      fresh === undefined ? "" : showNumber(fresh),
    ]),
  }),

  notice: [
    "Bell: stop after one observation. Where is the top of the likelihood?",
    "Bell: on which side of the grey line is the loss on the seen data, on which that on new data? Watch both as the data grow.",
    "Coin with chance 0.1: until the first one comes, what does the fitted model say about a one? Read the text.",
    "Interval: the amber line never appears. Why? And how does the likelihood look that it is not a bell?",
    "Bell with strays: the spread settles. At what? Look at the density: is that a good description, and in which sense the best?",
    "Take other seeds. How often does the likely interval miss the grey line?",
  ],

  prediction: {
    question:
      "From 25 observations to 400, how many times narrower does the interval become in which L is at least an eighth of its largest value?",
    options: [
      { value: "2", label: "about 2 times" },
      { value: "4", label: "about 4 times" },
      { value: "16", label: "about 16 times" },
    ],
    outcome: (state) => {
      const factor = narrowing(state);
      return factor < 2.8 ? "2" : factor < 8 ? "4" : "16";
    },
    afterSteps: schedule.length,
    because:
      "Near its top log L is a parabola whose curvature is a sum over the observations: 16 times the data, 16 times the curvature, and a quarter of the width. For the interval there is no parabola: L is θ⁻ⁿ to the right of the largest observation and 0 to its left, so its width shrinks like 1/n. In 25 observations chance has its say: a coin that has hardly shown a one, or a bell that has met no stray so far, has too narrow an interval there, and narrows by less.",
  },

  metrics: ({ history }: State) => {
    const last = history.at(-1);
    const metrics: Record<string, number> = { observations: last?.n ?? 0 };
    if (last?.seen !== undefined) metrics.seen = last.seen;
    if (last?.fresh !== undefined && Number.isFinite(last.fresh)) metrics.fresh = last.fresh;
    return metrics;
  },
});
