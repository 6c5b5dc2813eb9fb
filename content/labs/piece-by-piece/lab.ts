/** A picture as a matrix, put together from its singular values, one piece of rank 1 at a time. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { drawings } from "./drawings.ts";
import { count, pictures } from "./pictures.ts";
import { go, isDone, numbersPerPiece, type State, size, start, taken, toATenth } from "./state.ts";

export const lab = defineLab({
  title: "Piece by piece",
  lead: "Put a picture together from pieces σ u vᵀ, and find out which pictures need few and which need all of them.",
  parameters: {
    drawing: {
      kind: "choice",
      label: "Drawing",
      options: Object.entries(drawings).map(([value, { label }]) => ({ value, label })),
      default: "letter",
    },
    turn: { kind: "range", label: "Turned by", min: 0, max: 90, step: 5, default: 0, unit: "°" },
    noise: { kind: "range", label: "Noise in each entry", min: 0, max: 0.5, step: 0.05, default: 0.1 },
    order: {
      kind: "choice",
      label: "Pieces are added",
      options: [
        { value: "largest", label: "from the largest" },
        { value: "smallest", label: "from the smallest" },
        { value: "random", label: "in random order" },
      ],
      default: "largest",
    },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 600,

  views: pictures,

  summary: (state: State) => {
    const { toGiven, toClean } = state.history.at(-1)!;
    const share = size(state.given) === 0 ? "" : ` of ${showNumber(size(state.given))}`;
    return `${count(taken(state))} of ${state.pieces.length} added: ${showNumber(toGiven)}${share} is missing, and the distance from the drawing without noise is ${showNumber(toClean)}.`;
  },

  table: (state: State) => ({
    columns: ["pieces", "σ of the last one", "distance from the picture", "from the drawing", "numbers kept"],
    rows: state.history.map(({ toGiven, toClean }, k) => [
      k,
      k === 0 ? "" : showNumber(state.pieces[state.order[k - 1]!]!.value),
      showNumber(toGiven),
      showNumber(toClean),
      k * numbersPerPiece,
    ]),
  }),

  notice: [
    "Without noise, the bar at 0°: how many pieces are there? Turn it by 5°, then by 45°. Nothing about the bar has changed; what has?",
    "The wave without noise has two singular values above 0, however you turn it. Write sin(a + b) with sines and cosines of a and b to see why.",
    "Look at a single piece of the letter: each of its rows is a multiple of one row. Where do the negative entries come from, and what cancels them?",
    "Letter with noise 0.3: the distance from the picture falls to 0, the distance from the drawing turns and rises. After how many pieces does it turn, and what do the later ones add?",
    "Blank paper with noise: where does the line of singular values drop? Compare it with the letter's under the same noise.",
    "With noise, add the pieces of the letter from the smallest. After 20 of 24, what can you read? From 14 pieces on you keep more numbers than the picture has.",
  ],

  prediction: {
    question:
      "With the largest first, how many pieces until at most a tenth of the picture is missing (as root of the sum of squares)?",
    options: [
      { value: "few", label: "at most 2" },
      { value: "some", label: "3 to 6" },
      { value: "half", label: "7 to 12" },
      { value: "many", label: "more than 12" },
    ],
    outcome: (state) => {
      const pieces = toATenth(state);
      return pieces <= 2 ? "few" : pieces <= 6 ? "some" : pieces <= 12 ? "half" : "many";
    },
    afterSteps: 24,
    because:
      "One piece is a column times a row. Few are enough where all rows are mixtures of few rows, as in drawings along the axes and in waves. A slanted edge makes every row different from the one before, and noise does so with all of them: its singular values fall slowly, so that hardly any piece can be left out.",
  },

  metrics: (state: State) => {
    const { toGiven, toClean } = state.history.at(-1)!;
    return { pieces: taken(state), missing: toGiven, fromDrawing: toClean };
  },
});
