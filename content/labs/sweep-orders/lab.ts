/** Value iteration on a road, swept in four orders: what the order changes, what it cannot, and when it is safe to stop. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { type Order, orders } from "./road.ts";
import { begin, go, isDone, type State, winner } from "./state.ts";

export const lab = defineLab({
  title: "Four ways to sweep a road",
  lead: "A shop pays by the hour at one end, a job pays once at the other. Sweep the values in four orders, and stop when you think you may.",
  parameters: {
    stops: { kind: "range", label: "Stops", min: 3, max: 30, step: 1, default: 12 },
    gamma: { kind: "range", label: "Discount γ", min: 0.5, max: 0.99, step: 0.01, default: 0.95 },
    slip: { kind: "range", label: "Chance that a walk fails", min: 0, max: 0.8, step: 0.1, default: 0 },
    wage: { kind: "range", label: "The shop pays an hour", min: 0, max: 2, step: 0.1, default: 0.5 },
    prize: { kind: "range", label: "The job pays", min: 0, max: 20, step: 1, default: 8 },
    epsilon: {
      kind: "range",
      label: "Wanted: error ε",
      min: 1e-4,
      max: 1,
      step: 0.5,
      default: 0.1,
      log: true,
    },
    shown: {
      kind: "choice",
      label: "Shown",
      options: Object.entries(orders).map(([value, label]) => ({ value, label })),
      default: "two",
    },
  },

  init: begin,
  step: go,
  finished: isDone,
  paceMs: 200,

  views: pictures,

  summary: (state: State, { shown }) => {
    const { error, loss } = state.runs[shown as Order].history.at(-1)!;
    return `After ${state.taken} sweeps, ${orders[shown as Order]}: the largest error is ${showNumber(error)}, and the greedy policy loses ${showNumber(loss)} where it loses most.${isDone(state) ? " Done." : ""}`;
  },

  table: ({ best, runs }: State) => ({
    columns: ["stop", "best value", ...Object.values(orders)],
    rows: best.map((value, i) => [
      i,
      showNumber(value),
      ...Object.keys(orders).map((order) => showNumber(runs[order as Order].v[i]!)),
    ]),
  }),

  notice: [
    "The values start at 0. Watch the job's worth walk along the road, one stop a sweep with two arrays. Which order carries it all the way in one sweep, and which carries the shop's?",
    "Stop as soon as a sweep changes nothing by more than ε = 0.1, as many programs do. How large is the error then? Raise γ to 0.99 and compare again.",
    "Set the wage to 0. Now one order is done long before the others. Which, and what does it know that the others do not? Let walks fail, seldom and then often: what becomes of its lead?",
    "Read what the greedy policy loses. It falls to 0 while the values are still wrong: the order of two numbers can be right before the numbers are.",
    "With a job that pays 8, a wage of 0.4, γ = 0.95 and 4 stops, for how many sweeps does the greedy policy lead to the wrong end?",
  ],

  prediction: {
    question:
      "All four orders back up every stop once a sweep. Which will be the first to reach γ/(1 − γ) · change ≤ ε, and clearly?",
    options: [
      ...Object.entries(orders).map(([value, label]) => ({ value, label })),
      { value: "tie", label: "none by a quarter: the first needs more than ¾ of the sweeps of the next" },
    ],
    outcome: (state) => winner(state),
    afterSteps: 100,
    because:
      "An order that follows the way of the reward carries it along the whole road in one sweep. But the worth of an hourly wage grows at its own stop, by the factor γ of what is missing in each sweep, and no order can hurry that: where the shop decides, all orders wait for it. A walk that often fails is of the same kind: part of a stop's new value is its own old one.",
  },

  metrics: (state: State) => ({
    sweeps: state.taken,
    error: state.runs.two.history.at(-1)!.error,
  }),
});
