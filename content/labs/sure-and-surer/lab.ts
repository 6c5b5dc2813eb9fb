/** Logistic regression by gradient descent: what it does where the labels can be separated, and what stops it. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { pictures } from "./pictures.ts";
import { go, growth, isDone, type State, start } from "./state.ts";

export const lab = defineLab({
  title: "Sure, and ever surer",
  lead: "Fit probabilities to two clouds of points, and find out when the weights come to rest.",
  parameters: {
    gap: { kind: "range", label: "Gap between the discs", min: -3, max: 2, step: 0.25, default: 0.5 },
    flips: { kind: "range", label: "Points with the wrong label", min: 0, max: 6, step: 1, default: 0 },
    loss: {
      kind: "choice",
      label: "Descend on",
      options: [
        { value: "cross-entropy", label: "the cross-entropy" },
        { value: "squared", label: "the squared error of σ(z)" },
      ],
      default: "cross-entropy",
    },
    penalty: {
      kind: "choice",
      label: "Penalty λ on the slopes",
      options: ["0", "0.001", "0.01", "0.1"].map((value) => ({ value, label: value })),
      default: "0",
    },
    initial: { kind: "range", label: "Slope u at the start", min: -20, max: 0, step: 1, default: 0 },
    rate: { kind: "range", label: "Rate η", min: 0.01, max: 100, step: 0.5, default: 1, log: true },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 90,

  views: pictures,

  summary: (state: State) => {
    const { taken, crossEntropy, squaredError, steepness, right } = state.history.at(-1)!;
    const end = state.ranAway ? " Then the weights ran away." : isDone(state) ? " Done." : "";
    return `After ${taken} steps ${right} of ${state.points.length} points are on the side of their label; cross-entropy ${showNumber(crossEntropy)}, squared error ${showNumber(squaredError)}, length of the slopes ${showNumber(steepness)}.${end}`;
  },

  table: ({ history }: State) => ({
    columns: ["steps", "cross-entropy", "squared error", "length of the slopes", "right"],
    rows: history.map(({ taken, crossEntropy, squaredError, steepness, right }) => [
      taken,
      showNumber(crossEntropy),
      showNumber(squaredError),
      showNumber(steepness),
      right,
    ]),
  }),

  notice: [
    "As it opens, all points are soon on the right side. Watch the line where the colours part, and the length: which of the two comes to rest?",
    "Flip one label. What happens to the length, and what are the odds that the model gives against the flipped point? Then flip it back and set λ to 0.01.",
    "Gap −2: the discs overlap, and nothing has to be flipped. How many steps until the length rests?",
    "Start with u = −10, sure of the wrong answers, and descend on the cross-entropy, then on the squared error. After how many steps does each get its points right?",
    "Squared error, u = −20: the loss is as large as it can be, and nothing moves. Raise the rate to 100. Does that help?",
    "Cross-entropy with the rate 100 and one flipped point: does the loss still fall at every step?",
  ],

  prediction: {
    question:
      "No point is on the wrong side for long. From step 100 to step 10,000, what will the length of the slopes do?",
    options: [
      { value: "rests", label: "stay, within a tenth" },
      { value: "slowly", label: "grow, but less than tenfold" },
      { value: "fast", label: "grow tenfold or more" },
    ],
    outcome: (state) => {
      const factor = growth(state);
      return factor >= 10 ? "fast" : factor > 1.1 ? "slowly" : "rests";
    },
    afterSteps: 90,
    because:
      "Where a line separates the labels, every larger multiple of its weights makes all points surer and the loss smaller: there is no lowest place. But a sure point has a slope of about e^(−z), so each further unit of length takes some two to four times as many steps as the one before. One point that no line gets right ends it, and so does a penalty.",
  },

  metrics: (state: State) => {
    const { crossEntropy, steepness, right } = state.history.at(-1)!;
    return { "cross-entropy": crossEntropy, steepness, right };
  },
});
