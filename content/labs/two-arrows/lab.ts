/** A query and a key at two positions: moved together, moved apart, and with the turning broken in three ways. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { methods } from "./positions.ts";
import { go, isDone, limit, mostSteps, pairsOf, rounding, type State, start, wander } from "./state.ts";

export const lab = defineLab({
  title: "Two arrows that turn",
  lead: "Move a query and a key along the text, together or apart, and see what their score takes notice of.",
  parameters: {
    method: {
      kind: "choice",
      label: "Positions enter like this",
      options: Object.entries(methods).map(([value, { label }]) => ({ value, label })),
      default: "both",
    },
    moves: {
      kind: "choice",
      label: "In each step",
      options: [
        { value: "together", label: "both move on" },
        { value: "apart", label: "only the query moves on" },
      ],
      default: "together",
    },
    vectors: {
      kind: "choice",
      label: "Query and key are",
      options: [
        { value: "drawn", label: "drawn apart" },
        { value: "same", label: "the same vector" },
      ],
      default: "drawn",
    },
    width: {
      kind: "choice",
      label: "Width D",
      options: ["2", "4", "16", "64"].map((value) => ({ value, label: value })),
      default: "16",
    },
    base: { kind: "range", label: "Base b", min: 10, max: 1e6, step: 0.5, default: 1e4, log: true },
    query: { kind: "range", label: "Query starts at", min: 0, max: 200, step: 1, default: 7 },
    key: { kind: "range", label: "Key starts at", min: 0, max: 200, step: 1, default: 2 },
    stride: { kind: "range", label: "Places in a step", min: 1, max: 64, step: 1, default: 1 },
    trained: {
      kind: "range",
      label: "Trained length",
      min: 16,
      max: 1024,
      step: 16,
      default: 64,
      unit: "tokens",
    },
    divide: { kind: "range", label: "Positions divided by", min: 1, max: 16, step: 1, default: 1 },
  },

  init: (chosen, random): State => start(chosen, random),
  step: (state, chosen): State => go(state, chosen),
  finished: (state) => isDone(state),
  paceMs: 100,

  views: pictures,

  summary: (state, chosen) => {
    const { taken, query, key, score } = state.history.at(-1)!;
    const unknown = pairsOf(state, chosen).filter(({ known }) => !known).length;
    const moved = wander(state);
    const change =
      moved < rounding ? "unchanged since the start" : `up to ${showNumber(moved)} away from the start`;
    return `After ${taken} steps the query stands at ${query}, the key at ${key}; score ${showNumber(score)}, ${change}; ${unknown} pairs at angles that training never showed.`;
  },

  table: (state, chosen) => ({
    columns: [
      "pair",
      "radians a place",
      "places a turn",
      "angle now",
      "largest angle in training",
      "shown in training",
    ],
    rows: pairsOf(state, chosen).map(({ theta, wavelength, angle, seen, known }, i) => [
      i + 1,
      showNumber(theta),
      showNumber(wavelength),
      showNumber(angle),
      showNumber(seen),
      known ? "yes" : "no",
    ]),
  }),

  notice: [
    "Both move on: all arrows turn, each pair at its own pace. What stays between q1 and k1?",
    "Break it: only queries turned, then pairs taken differently, then waves added. In which of the three does the score keep its value while both move?",
    "Let only the query move on, with the same vector as query and key. Does the score fall steadily? Where is it highest, and does it become negative?",
    "Now query and key drawn apart. Is the nearest place still the best?",
    "Let the query move away by 8 places a step with trained length 64. Which pairs in the table reach new angles, the quick ones or the slow ones?",
    "Divide positions by 16: no new angles up to distance 1008. What is left between two neighbours in the quickest pair?",
    "Width 2 and base 10: one pair only. After about how many places does it come round, and what can the model not tell apart?",
  ],

  prediction: {
    question: `In the next ${mostSteps} steps, what will the score do?`,
    options: [
      { value: "same", label: "keep its value" },
      { value: "little", label: "change by less than a tenth of the most it can be" },
      { value: "much", label: "change by more" },
    ],
    outcome: (state) => {
      const moved = wander(state);
      return moved < rounding ? "same" : moved < limit(state) / 10 ? "little" : "much";
    },
    afterSteps: mostSteps,
    because:
      "Turning both vectors of a pair by the same angle leaves their product as it was, and moving both on by c places turns both by c·θ. It takes the same turn for both: if only one is turned, or the two turn other coordinates, nothing cancels. Added waves multiply with the content as well, and those terms know where the text begins.",
  },

  metrics: (state) => ({ score: state.history.at(-1)!.score, wander: wander(state) }),
});
