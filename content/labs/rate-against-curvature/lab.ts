/** Gradient descent on landscapes with a curvature across and one along: which of them sets the rate, which the time. */
import { defineLab } from "@blankfile/curriculum/lab";
import { go, isDone, mostSteps, type State, start, stepsToAThousandth } from "./descent.ts";
import { landscapes } from "./landscape.ts";
import { pictures, show } from "./pictures.ts";

export const lab = defineLab({
  title: "Rate against curvature",
  lead: "Walk down a valley, find the rate at which the walk breaks, and count the steps it needs just below.",
  parameters: {
    landscape: {
      kind: "choice",
      label: "Landscape",
      options: Object.entries(landscapes).map(([value, { label }]) => ({ value, label })),
      default: "bowl",
    },
    stiff: { kind: "range", label: "Stiffness across (1 along)", min: 1, max: 100, step: 1, default: 16 },
    rate: { kind: "range", label: "Rate η", min: 0.001, max: 3, step: 0.02, default: 0.1, log: true },
    rule: {
      kind: "choice",
      label: "The rate is",
      options: [
        { value: "fixed", label: "kept as it is" },
        { value: "halve", label: "halved in each step until f falls by ½ η ‖g‖²" },
      ],
      default: "fixed",
    },
    across: { kind: "range", label: "Start, across", min: -3, max: 3, step: 0.25, default: 1 },
    along: { kind: "range", label: "Start, along", min: -3, max: 3, step: 0.25, default: 3 },
    turn: { kind: "range", label: "Valley turned by", min: 0, max: 90, step: 15, default: 30, unit: "°" },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 140,

  views: pictures,

  summary: (state: State) => {
    const { taken, excess, slope } = state.history.at(-1)!;
    const end = state.end === undefined ? (isDone(state) ? " Done." : "") : ` The walk ${state.end}.`;
    return `After ${taken} steps f is ${show(excess)} above its least value and the slope is ${show(slope)}; ${state.broken} steps broke the promise.${end}`;
  },

  table: ({ history }: State) => ({
    columns: ["steps", "f − least f", "length of the gradient", "rate", "bound"],
    rows: history.map(({ taken, excess, slope, rate, bound }) => [
      taken,
      show(excess),
      show(slope),
      show(rate),
      bound === undefined ? "" : show(bound),
    ]),
  }),

  notice: [
    "Raise the rate until the walk breaks. For stiffness 16 that is at 0.125. Where is it for 4, for 100? Does the softer direction matter?",
    "With the best rate you can find, how many steps to a thousandth for stiffness 4, 16, 64? What grows with what?",
    "Turn the valley. The path looks different; do any numbers change?",
    "Flat floor, rate 0.02: the excess no longer falls along a straight line. Compare its slope with the bound's. Then start at 3 across.",
    "Two valleys, turned by 0°, start 0 along: where does the walk end, and how large is the slope there? Then turn them by 30°. What pushes the walk off the ridge?",
    "Kink: with a fixed rate the walk never settles. With halving it stands still. At the lowest place?",
  ],

  prediction: {
    question: "After how many steps will f be down to a thousandth of what it is above the lowest value now?",
    options: [
      { value: "ones", label: "fewer than 10" },
      { value: "tens", label: "10 to 99" },
      { value: "hundreds", label: `100 to ${mostSteps}` },
      { value: "never", label: "not by then" },
    ],
    outcome: (state) => {
      const steps = stepsToAThousandth(state);
      if (steps === undefined) return "never";
      return steps < 10 ? "ones" : steps < 100 ? "tens" : "hundreds";
    },
    afterSteps: 90,
    because:
      "In a bowl a step multiplies the displacement in each direction by 1 − η·curvature. The stiffest direction decides how large η may be, below 2 over its curvature; the softest then decides how long it takes. Only their ratio matters.",
  },

  metrics: (state: State) => {
    const { taken, excess, slope } = state.history.at(-1)!;
    return { steps: taken, excess, slope };
  },
});
