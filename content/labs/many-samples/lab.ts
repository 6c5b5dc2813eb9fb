/** Draw a training set again and again, fit a polynomial to each, and take the error apart. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { begin, bestDegree, degreeOf, go, isDone, mostSamples, parts, type State, truths } from "./state.ts";

export const lab = defineLab({
  title: "The same fit, from many samples",
  lead: "Every step draws new training data from the same truth and fits again. Watch what the fits agree on, and how far they scatter.",
  parameters: {
    truth: {
      kind: "choice",
      label: "Truth",
      options: Object.entries(truths).map(([value, { label }]) => ({ value, label })),
      default: "wave",
    },
    count: { kind: "range", label: "Points in a sample", min: 8, max: 60, step: 1, default: 20 },
    noise: { kind: "range", label: "Noise σ", min: 0, max: 1, step: 0.1, default: 0.5 },
    degree: { kind: "range", label: "Degree", min: 0, max: 12, step: 1, default: 9 },
    penalty: {
      kind: "choice",
      label: "Penalty λ on the coefficients",
      options: ["0", "0.001", "0.01", "0.1"].map((value) => ({ value, label: value })),
      default: "0",
    },
    inputs: {
      kind: "choice",
      label: "Where the points lie",
      options: [
        { value: "even", label: "evenly spaced, always the same" },
        { value: "random", label: "drawn anew each time" },
      ],
      default: "even",
    },
  },

  init: begin,
  step: go,
  finished: isDone,
  paceMs: 150,

  views: pictures,

  summary: (state: State, chosen) => {
    if (state.samples === 0) return "No sample has been drawn yet.";
    const degree = degreeOf(state, chosen);
    const { bias2, variance, error } = parts(state, chosen, degree);
    return `After ${state.samples} samples, degree ${degree}: bias² ${showNumber(bias2)}, variance ${showNumber(variance)}, error ${showNumber(error)}. The smallest error is that of degree ${bestDegree(state, chosen)}.${isDone(state) ? " Done." : ""}`;
  },

  table: (state: State, chosen) => ({
    columns: [
      "degree",
      "noise",
      "bias²",
      "variance",
      "sum",
      "error on fresh points",
      "error on training points",
    ],
    rows: state.tallies.map(({ fresh, train }, degree) => {
      const { noise, bias2, variance, error } = parts(state, chosen, degree);
      return [degree, ...[noise, bias2, variance, error, fresh, train].map((x) => showNumber(x))];
    }),
  }),

  notice: [
    "Degree 9: no two fits look alike, yet their mean lies on the truth. Now degree 1: the fits agree with one another and are wrong together.",
    "Below the first few hundred samples the bias² of high degrees still falls. It cannot be told apart from variance/R yet: the mean of R fits itself scatters by that much.",
    "Take 60 points in place of 20. Which of the three parts falls, and by which factor? Which does not move?",
    "Make the truth a straight line. Every degree from 1 has no bias, and the best one is the one that scatters least. With the step, no degree is free of bias.",
    "Degree 9 with a penalty of 0.01: what is bought, and what is paid? Then draw the points anew each time, without a penalty, and look at the ends of the interval.",
  ],

  prediction: {
    question: "Which degree will have the smallest error on new data, averaged over many samples?",
    options: [
      { value: "low", label: "0 to 2" },
      { value: "middle", label: "3 to 5" },
      { value: "high", label: "6 to 9" },
      { value: "highest", label: "10 to 12" },
    ],
    outcome: (state, chosen) => {
      const best = bestDegree(state, chosen);
      return best <= 2 ? "low" : best <= 5 ? "middle" : best <= 9 ? "high" : "highest";
    },
    afterSteps: mostSamples,
    because:
      "Each coefficient more costs variance, about σ²/N of it while the degree is low, whether or not it is needed; it pays as long as it takes away more bias². A higher degree always fits its own training points better; that line says nothing about new data.",
  },

  metrics: (state: State, chosen) => {
    const { bias2, variance, error } = parts(state, chosen, degreeOf(state, chosen));
    return { bias2, variance, error, samples: state.samples };
  },
});
