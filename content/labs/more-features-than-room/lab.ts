/** Sparse features trained into two dimensions: directions, interference, and what is given up. */
import {
  type CurveView,
  defineLab,
  type FieldView,
  type MatrixView,
  type Tone,
} from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { begin, type Chosen, column, type Model, represented, train } from "./toy-model.ts";

interface State {
  model: Model;
  losses: [number, number][];
}

const stepsPerFrame = 20;
const frames = 120;

export const lab = defineLab({
  title: "More features than room",
  lead: "A model with two hidden dimensions must pass on several features. How sparse they are decides how many it keeps.",
  parameters: {
    features: { kind: "range", label: "Features", min: 2, max: 8, step: 1, default: 5 },
    density: {
      kind: "range",
      label: "Chance that a feature is present",
      min: 0.02,
      max: 1,
      step: 0.02,
      default: 0.06,
    },
    decay: {
      kind: "range",
      label: "Decay of importance from one feature to the next",
      min: 0.5,
      max: 1,
      step: 0.05,
      default: 0.9,
    },
    relu: { kind: "switch", label: "ReLU at the output", default: true },
    rate: { kind: "range", label: "Rate", min: 0.002, max: 0.05, step: 0.002, default: 0.02 },
  },

  init: (chosen, random): State => ({ model: begin(chosen, random), losses: [] }),
  step: ({ model, losses }, chosen, random): State => {
    const next = train(model, chosen, random, stepsPerFrame);
    return { model: next, losses: [...losses, [next.steps, next.loss]] };
  },
  finished: ({ losses }) => losses.length >= frames,
  paceMs: 80,

  views: (state, chosen) => [directions(state, chosen), interference(state), course(state)],

  summary: ({ model, losses }) =>
    `After ${model.steps} steps ${represented(model)} of ${model.n} features have a direction in the two dimensions${losses.length === 0 ? "" : `; the loss is ${showNumber(model.loss)}`}.`,

  table: ({ model }) => ({
    columns: ["feature", "direction, first", "direction, second", "squared length", "bias"],
    rows: Array.from({ length: model.n }, (_, i) => {
      const [a, c] = column(model, i);
      return [
        i + 1,
        showNumber(a),
        showNumber(c),
        showNumber(a * a + c * c),
        showNumber(model.parameters[2 * model.n + i]!),
      ];
    }),
  }),

  notice: [
    "Set the chance to 1, then lower it: 0.4, 0.2, 0.06. How many features keep a direction, and which arrangement do they take?",
    "Two opposite arrows are a pair that shares one dimension. Look at its entries in the matrix: negative, and so removed by the ReLU.",
    "Switch the ReLU off, with decay 0.9. How many features are left at any chance? With decay 1 add up the squared lengths in the table.",
    "Eight features, chance 0.02, decay 1, and a few seeds: does training always keep as many, in the same arrangement? The loss jumps from frame to frame with the samples: compare its level, not one value.",
    "There too: look at the biases in the table. What sign have they, and what do they do to a neighbour's small positive entry?",
  ],

  prediction: {
    question: "Two dimensions. How many features will have a direction of their own after training?",
    options: [
      { value: "2", label: "two or fewer" },
      { value: "4", label: "three or four" },
      { value: "5", label: "five or more" },
    ],
    outcome: ({ model }) => {
      const count = represented(model);
      return count <= 2 ? "2" : count <= 4 ? "4" : "5";
    },
    afterSteps: frames,
    because:
      "A feature left out is paid for whenever it is present. Opposite features disturb each other only when both are present, by the square of the chance, and what a neighbour adds by itself a negative bias takes off in part. For rare features the first price is the higher one.",
  },

  metrics: ({ model }) => ({ represented: represented(model), loss: model.loss }),
});

const tones: readonly Tone[] = ["accent", "amber", "gap", "ok", "ink", "muted"];

function directions({ model }: State, { relu }: Chosen): FieldView {
  const [rows, cols, reach] = [24, 24, 1.5];
  const at = (k: number, cells: number) => -reach + ((k + 0.5) * 2 * reach) / cells;
  const values = Array.from({ length: rows * cols }, (_, k) => {
    const [h0, h1] = [at(k % cols, cols), at(Math.floor(k / cols), rows)];
    let read = 0;
    for (let i = 0; i < model.n; i++) {
      const [a, c] = column(model, i);
      if (a * h0 + c * h1 + model.parameters[2 * model.n + i]! > 0.05) read++;
    }
    return read;
  });
  return {
    kind: "field",
    title: `Direction of each feature; shaded by how many features are read off each point as above 0.05${relu ? "" : ", without ReLU"}`,
    xRange: [-reach, reach],
    yRange: [-reach, reach],
    equal: true,
    rows,
    cols,
    values,
    paths: Array.from({ length: model.n }, (_, i) => ({
      label: `feature ${i + 1}`,
      tone: tones[i % tones.length]!,
      points: [[0, 0], column(model, i)] as [number, number][],
    })),
  };
}

function interference({ model }: State): MatrixView {
  const labels = Array.from({ length: model.n }, (_, i) => String(i + 1));
  return {
    kind: "matrix",
    title: "WᵀW: what feature j (column) adds to the read-out of feature i (row)",
    rowLabels: labels,
    colLabels: labels,
    values: labels.flatMap((_, i) =>
      labels.map((_, j) => {
        const [a, b] = [column(model, i), column(model, j)];
        return a[0] * b[0] + a[1] * b[1];
      }),
    ),
  };
}

function course({ losses }: State): CurveView {
  return {
    kind: "curve",
    title: "Loss, mean over 20 steps",
    x: { label: "steps" },
    y: { label: "loss" },
    series: [{ label: "loss", tone: "accent", points: losses }],
  };
}
