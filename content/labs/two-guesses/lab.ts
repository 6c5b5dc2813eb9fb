/** Two guesses of the values of a grid, backed up side by side: Bellman's operator brings them together, as fast as γ or faster. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber as show } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { begin, go, isDone, mostBackups, type State, verdict } from "./state.ts";

export const lab = defineLab({
  title: "Two guesses, one equation",
  lead: "Draw a grid, set what a move costs and how far the future counts, and see whether two wrong guesses end in the same values.",
  parameters: {
    map: {
      kind: "text",
      label: "Map",
      default: "....+/.#..-/.....",
      hint: "rows of . floor, # wall, + an exit that pays 10, - an exit that pays what you set; / between rows, at most 7 by 7",
      maxLength: 60,
    },
    policy: {
      kind: "choice",
      label: "Who walks",
      options: [
        { value: "best", label: "the best action in every cell" },
        { value: "random", label: "a direction at random" },
        { value: "right", label: "always to the right" },
        { value: "down", label: "always down" },
      ],
      default: "best",
    },
    gamma: { kind: "range", label: "Discount γ", min: 0.5, max: 1, step: 0.01, default: 0.9 },
    slip: { kind: "range", label: "Slip to a side", min: 0, max: 0.8, step: 0.1, default: 0.2 },
    move: { kind: "range", label: "Reward of a move", min: -8, max: 2, step: 0.2, default: -0.2 },
    pit: { kind: "range", label: "The exit − pays", min: -50, max: 10, step: 5, default: -20 },
    guess: {
      kind: "choice",
      label: "Second guess",
      options: [
        { value: "random", label: "random, −20 to 20" },
        { value: "high", label: "20 everywhere" },
      ],
      default: "random",
    },
    cell: { kind: "range", label: "Cell to read", min: 1, max: 49, step: 1, default: 9 },
  },

  init: begin,
  step: go,
  finished: isDone,
  paceMs: 250,

  views: pictures,

  summary: (state: State) => {
    const { apart, error } = state.history.at(-1)!;
    const solution =
      error === undefined
        ? "With γ = 1 no single solution can be told here."
        : `The first is ${show(error)} from the solution.`;
    return `After ${state.history.length - 1} backups the guesses differ by at most ${show(apart)} in any cell. ${solution}${isDone(state) ? " Done." : ""}`;
  },

  table: ({ world, first, second, exact }: State) => ({
    columns: ["row", "column", "cell", "first guess", "second guess", "solution"],
    rows: world.cells.map((cell, s) => [
      Math.floor(s / world.cols) + 1,
      (s % world.cols) + 1,
      cell,
      show(first[s]!),
      show(second[s]!),
      exact === undefined ? "" : show(exact[s]!),
    ]),
  }),

  notice: [
    "A distance that starts near 16 and shrinks by γ = 0.9 each time is near 2 after 20 backups. The guesses are much closer by then. Take both exits out of the map, and compare again.",
    "Cell 9 lies beside the exit that costs 20. Its arrow points up for a slip of 0 or 0.1, and to the left for 0.2. Read its equation: what is a step to the left safe from?",
    "Make a move cost 8. The arrow below the exit − now points into it. What would the way to the other exit cost?",
    "Make a move pay 1, with γ = 0.99 and no slip. Where do the arrows lead, and what has the solution in the table to do with 1/(1 − γ)?",
    "Set γ to 1, take the exits out and let a random direction be taken. The guesses stop a fixed distance apart: at γ = 1 the equations fix the values up to a constant at best.",
  ],

  prediction: {
    question:
      "Each backup multiplies the distance between the guesses by γ or less. How far apart will they be in the end, compared with that bound?",
    options: [
      { value: "bound", label: "about as far as the bound: at least half of it" },
      { value: "faster", label: "less than half of the bound" },
      { value: "never", label: "the distance stops falling" },
    ],
    outcome: (state, values) => verdict(state, values),
    afterSteps: mostBackups,
    because:
      "γ is the worst case: it is what happens to a difference that is the same in all the cells a move can lead to. At an exit the guesses agree, so every way there brings agreement with it. Without exits the difference spreads until it is the same everywhere, which gains something once where a policy averages, and then shrinks by γ exactly; with γ = 1 it stays there.",
  },

  metrics: (state: State) => ({
    backups: state.history.length - 1,
    distance: state.history.at(-1)!.apart,
  }),
});
