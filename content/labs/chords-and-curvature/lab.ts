/** Random chords against a landscape, beside the curvature that decides whether any of them can lie below it. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { landscapes } from "./landscapes.ts";
import { lowestCurvature, pictures } from "./pictures.ts";
import { go, isBelow, isDone, mostSteps, perStep, type State, start } from "./state.ts";

export const lab = defineLab({
  title: "Chords and curvature",
  lead: "Lay random chords over a landscape and see whether any lies below the ground. How many do you have to try?",
  parameters: {
    landscape: {
      kind: "choice",
      label: "Landscape",
      options: Object.entries(landscapes).map(([value, { label }]) => ({ value, label })),
      default: "bump",
    },
    strength: { kind: "range", label: "c", min: 0, max: 4, step: 0.05, default: 0.4 },
    chords: {
      kind: "choice",
      label: "Chords",
      options: [
        { value: "any", label: "between any two places" },
        { value: "axes", label: "along the axes only" },
        { value: "short", label: "short ones, 0.4 long" },
      ],
      default: "any",
    },
  },

  init: () => start(),
  step: go,
  finished: isDone,
  paceMs: 200,

  views: pictures,

  summary: ({ tried, below, worst }: State, chosen) => {
    const lowest = lowestCurvature(chosen);
    const sign =
      lowest < -1e-12 ? `the lowest curvature, ${showNumber(lowest)}, is below 0` : "no curvature is below 0";
    const deepest =
      worst !== undefined && isBelow(worst) ? `, the furthest by ${showNumber(-worst.gap)}` : "";
    return `${below} of ${tried} chords lie below the graph${deepest}; ${sign}.`;
  },

  table: ({ history }: State) => ({
    columns: ["chords tried", "below the graph", "share"],
    rows: history.map(({ tried, below }) => [tried, below, showNumber(below / tried)]),
  }),

  notice: [
    "x² + c·xy + y²: no chord along the axes lies below the graph, whatever c is. With chords in all directions, from which c on do you find one? What does the curvature say?",
    "A bowl with a bump: the ground bends down from c = 0.25 on. How large must c be until a random chord shows it? Over a long chord the bowl outweighs the bump; try short ones.",
    "Two factors, c = 1: along each axis it is a parabola, and yet the landscape has two valleys. Where is the curvature below 0?",
    "A pit that flattens has, for c above 0, a single lowest place and no other level one. Is it convex? Which chords tell?",
    "The largest of three planes: the curvature is 0 wherever it exists, and no chord lies below. Then where do the slopes change?",
    "800 chords without a failure: what do you know then? Compare with a Hessian whose eigenvalues you have written down.",
  ],

  prediction: {
    question: `How many of ${perStep * mostSteps} chords will lie below the graph?`,
    options: [
      { value: "none", label: "none" },
      { value: "few", label: "some, but fewer than 1 in 20" },
      { value: "many", label: "1 in 20 to 1 in 4" },
      { value: "most", label: "more than 1 in 4" },
    ],
    outcome: ({ tried, below }) => {
      if (below === 0) return "none";
      const share = below / tried;
      return share < 1 / 20 ? "few" : share <= 1 / 4 ? "many" : "most";
    },
    afterSteps: mostSteps,
    because:
      "A chord can lie below the graph only if it crosses ground that bends down in its own direction, and what it crosses elsewhere lifts it again. So a small dent is missed by most chords. A single chord below the graph refutes convexity; no number of chords above it proves it. The curvature can, where you know it everywhere.",
  },

  metrics: ({ tried, below, worst }: State) => ({
    tried,
    below,
    ...(worst === undefined ? {} : { lowestGap: worst.gap }),
  }),
});
