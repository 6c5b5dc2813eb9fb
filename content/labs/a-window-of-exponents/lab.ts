/** Add exponentials in a format that can hold only some of them: seven ways to write log-sum-exp, and where each of them breaks. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { formats } from "./formats.ts";
import { exponents, pictures, verdictText } from "./pictures.ts";
import { farthest, go, isDone, rightOf, rightProbabilities, type State, start, verdictOf } from "./state.ts";
import { ways } from "./ways.ts";

const optionsOf = (of: Record<string, { label: string }>) =>
  Object.entries(of).map(([value, { label }]) => ({ value, label }));

export const lab = defineLab({
  title: "A window of exponents",
  lead: "Add the exponentials of a row of scores, one by one, in a format that can hold only some of them.",
  parameters: {
    way: { kind: "choice", label: "Written", options: optionsOf(ways), default: "plain" },
    format: { kind: "choice", label: "Precision", options: optionsOf(formats), default: "single" },
    offset: {
      kind: "range",
      label: "The scores lie around",
      min: -farthest,
      max: farthest,
      step: 10,
      default: 100,
    },
    spread: { kind: "range", label: "with the standard deviation", min: 0, max: 400, step: 2, default: 2 },
    count: { kind: "range", label: "Number of scores", min: 2, max: 16, step: 1, default: 8 },
    masked: { kind: "range", label: "of which are −∞", min: 0, max: 16, step: 1, default: 0 },
    higher: {
      kind: "range",
      label: "The batch has a score that is larger by",
      min: 0,
      max: 2000,
      step: 20,
      default: 0,
    },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 400,

  views: pictures,

  summary: (state: State, chosen) => {
    if (state.lse === undefined)
      return `${state.taken} of ${state.scores.length} scores are added; the sum is ${showNumber(state.sum.total)} after subtracting ${showNumber(state.sum.shift)}.`;
    return `Log-sum-exp comes out as ${showNumber(state.lse)}; right is ${showNumber(rightOf(state))}. ${verdictText(state, chosen)}`;
  },

  table: (state: State, chosen) => {
    const places = exponents(state, chosen);
    const right = rightProbabilities(state);
    return {
      columns: ["score", "as held", "exponent", "probability computed", "right"],
      rows: state.scores.map((score, k) => [
        k + 1,
        showNumber(score),
        places[k] === undefined ? "not finite" : showNumber(places[k]),
        state.probabilities === undefined ? "" : showNumber(state.probabilities[k]!),
        showNumber(right[k]!),
      ]),
    };
  },

  notice: [
    "As it opens, the exponents stand outside the window. Move the offset until the formula works as it stands: between which offsets does it, in each precision?",
    "The largest score subtracted: one exponent is 0, all others are below. Which offsets break it? Which spreads?",
    "The mean subtracted, at the spread 2 and then at 100. What has the mean not promised?",
    "Scores cut off: the result looks like a number. Raise the offset and compare the probabilities with the right ones.",
    "The batch has a score that is larger by 200: subtract the batch's largest. What is left of this row, and what would be left with 60?",
    "Mask all scores. The largest is −∞, and −∞ − (−∞) is NaN. Which way knows that the sum is 0? Then mask all but one.",
    "Half precision, offset 1200, the largest subtracted: the computing is right, and the scores were not. Compare the two lines of errors.",
    "The largest subtracted, then probabilities as e^(z − log-sum-exp), in half precision at the offset 1200: do they still add up to 1?",
  ],

  prediction: {
    question:
      "Eight scores lie around 100, and the formula log Σ e^z is typed in as it stands, in single precision. What will come out?",
    options: [
      { value: "right", label: "the right value, a little over 100" },
      { value: "infinite", label: "infinity" },
      { value: "nan", label: "NaN" },
      { value: "wrong", label: "a number that is wrong" },
    ],
    outcome: verdictOf,
    afterSteps: 17,
    because:
      "Single precision ends at 3.4·10³⁸, which is e^88.7. One exponential beyond it makes the sum infinite, though its logarithm would be harmless, a little over 100. The probabilities are then infinity divided by infinity, NaN. With other settings of yours the outcome may be another one.",
  },

  metrics: (state: State): Record<string, number> => {
    const error = Math.abs((state.lse ?? Number.NaN) - rightOf(state));
    return Number.isFinite(error) ? { error } : {};
  },
});
