/** Queries that must learn which key to look at: the spread of the scores at the start decides whether they can. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { scales, targets, tokens } from "./attention.ts";
import { pictures } from "./pictures.ts";
import { found, go, isDone, mostSteps, type State, start } from "./state.ts";

const options = (of: Record<string, { label: string }>) =>
  Object.entries(of).map(([value, { label }]) => ({ value, label }));

export const lab = defineLab({
  title: "Scores that saturate",
  lead: "Six queries learn which key to look at. Choose what happens to their scores, and see who gets stuck.",
  parameters: {
    width: {
      kind: "choice",
      label: "Width D of queries and keys",
      options: ["4", "16", "64", "256", "1024"].map((value) => ({ value, label: value })),
      default: "64",
    },
    scale: { kind: "choice", label: "Scores are", options: options(scales), default: "none" },
    temperature: {
      kind: "range",
      label: "Temperature τ",
      min: 0.1,
      max: 10,
      step: 0.25,
      default: 1,
      log: true,
    },
    causal: { kind: "switch", label: "Later keys are hidden", default: false },
    target: { kind: "choice", label: "A query wants", options: options(targets), default: "before" },
    rate: { kind: "range", label: "Rate η", min: 0.1, max: 100, step: 0.25, default: 1, log: true },
  },

  init: (chosen, random): State => start(chosen, random),
  step: (state, chosen): State => go(state, chosen),
  finished: (state) => isDone(state),
  paceMs: 120,

  views: pictures,

  summary: (state) => {
    const { taken, loss, slope } = state.history.at(-1)!;
    return `After ${taken} steps ${found(state)} of ${tokens} queries give their target more than half of their weight; mean loss ${showNumber(loss)}, slopes in the scores ${showNumber(slope)}. At the start the scores had the spread ${showNumber(state.spreadAtStart)}.`;
  },

  table: (state) => ({
    columns: [
      "query",
      "wants key",
      "its weight",
      "favourite key",
      "the favourite's weight",
      "loss",
      "Σ |slope in a score|",
    ],
    rows: state.rows.map(({ weights, slopes, loss, target }, t) => {
      const top = Math.max(...weights);
      return [
        t + 1,
        target + 1,
        showNumber(weights[target]!),
        weights.indexOf(top) + 1,
        showNumber(top),
        showNumber(loss),
        showNumber(slopes.reduce((sum, slope) => sum + Math.abs(slope), 0)),
      ];
    }),
  }),

  notice: [
    "Run as it opens. In the table, find a query that has settled on a wrong key: how large is its loss, and how large are its slopes? Then divide by √D.",
    "Left as they are, try D = 4, 16, 64, 1024. What is the spread of the scores at the start, and who still learns?",
    "D = 1024, divided by D: nobody is stuck, and yet nothing happens. Raise the rate. What does the factor do to the step?",
    "Temperature 10 at D = 256, scores left as they are. Which scaling is that close to?",
    "D = 256, divided by √D, temperature 0.1: why is that nearly the same as not dividing?",
    "Hide later keys and let each query want the token after. Which weights do not move, and is their slope small or is it 0?",
  ],

  prediction: {
    question: `After ${mostSteps} steps, how many of the six queries will give their target more than half of their weight?`,
    options: [
      { value: "none", label: "none" },
      { value: "some", label: "one to five" },
      { value: "all", label: "all six" },
    ],
    outcome: (state) => {
      const number = found(state);
      return number === 0 ? "none" : number === tokens ? "all" : "some";
    },
    afterSteps: 60,
    because:
      "A score is a sum of D products and has a spread of √D times the factor. The slope in a score holds the weight itself as a factor: a key that lies 20 below the favourite has the weight e⁻²⁰, and the query hardly hears that it was the right one. Queries that learn had their target among their favourites by luck.",
  },

  metrics: (state) => ({
    found: found(state),
    loss: state.history.at(-1)!.loss,
    spreadAtStart: state.spreadAtStart,
  }),
});
