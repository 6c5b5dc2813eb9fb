/** A bell fitted to two bumps by minimising the divergence in one direction or the other. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { ending, go, isDone, type State, start } from "./state.ts";

export const lab = defineLab({
  title: "Two ways to be wrong",
  lead: "Fit one bell to two bumps. Which of the two divergences is made small decides what the bell does.",
  parameters: {
    direction: {
      kind: "choice",
      label: "Minimise",
      options: [
        { value: "forward", label: "D(p‖q): charged where p is" },
        { value: "reverse", label: "D(q‖p): charged where q is" },
        { value: "both", label: "the sum of both" },
      ],
      default: "reverse",
    },
    gap: { kind: "range", label: "Distance of the bumps", min: 0, max: 10, step: 0.5, default: 6 },
    weight: {
      kind: "range",
      label: "Weight of the right bump",
      min: 0.05,
      max: 0.95,
      step: 0.05,
      default: 0.6,
    },
    spread: { kind: "range", label: "Spread of the right bump", min: 0.4, max: 3, step: 0.2, default: 1 },
    mean: { kind: "range", label: "Bell's mean at the start", min: -6, max: 6, step: 0.5, default: -1 },
    width: { kind: "range", label: "Bell's spread at the start", min: 0.2, max: 6, step: 0.2, default: 1 },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 110,

  views: pictures,

  summary: (state: State) => {
    const { q, forward, reverse } = state.history.at(-1)!;
    return `After ${3 * (state.history.length - 1)} steps the bell has mean ${showNumber(q.mean)} and spread ${showNumber(Math.exp(q.logSpread))}; D(p‖q) is ${showNumber(forward)}, D(q‖p) is ${showNumber(reverse)}.${isDone(state) ? " Done." : ""}`;
  },

  table: ({ history }: State) => ({
    columns: ["steps", "mean of q", "spread of q", "D(p‖q)", "D(q‖p)", "from 100 draws", "corrected"],
    rows: history.map(({ q, forward, reverse, plain, corrected }, i) => [
      3 * i,
      showNumber(q.mean),
      showNumber(Math.exp(q.logSpread)),
      showNumber(forward),
      showNumber(reverse),
      plain === undefined ? "" : showNumber(plain),
      corrected === undefined ? "" : showNumber(corrected),
    ]),
  }),

  notice: [
    "Minimise D(q‖p) from the means −1 and 1. Where does the bell end, and is the better bump found?",
    "Minimise D(p‖q) from anywhere. Compare the bell's mean and spread with those of p in the text.",
    "How likely is x = 0 under p, and how likely under the bell that D(p‖q) chose?",
    "D(q‖p), start at 0 with spread 3: the bell stays wide, in a hollow of its own. Compare D(q‖p) there and on the bumps, for the distances 6 and 10. And for 2: how many hollows are left?",
    "D(q‖p), distance 10, bell on one bump: what is D(q‖p), and what D(p‖q)? Read the numbers; one of them depends on the weight alone.",
    "In that state look at the two estimates. One scatters little and is wrong. What did the draws of q never see?",
  ],

  prediction: {
    question: "Where will the bell come to rest?",
    options: [
      { value: "left", label: "on the left bump" },
      { value: "right", label: "on the right bump" },
      { value: "both", label: "wide, over both" },
    ],
    outcome: (state) => ending(state),
    afterSteps: 101,
    because:
      "D(p‖q) averages over p: wherever p is, q must not be tiny, so the bell widens until it has p's mean and variance. D(q‖p) averages over q: q must not be where p is tiny, so a narrow one shuns the gap and takes the bump that it comes to first; what it leaves out costs it little. A bell that starts wide may stay wide, in a hollow of its own.",
  },

  metrics: (state: State) => {
    const { forward, reverse } = state.history.at(-1)!;
    return { forward, reverse };
  },
});
