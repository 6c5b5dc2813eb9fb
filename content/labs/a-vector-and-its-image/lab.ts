/** A vector, its image under a 2 × 2 matrix, and what multiplying again and again does to its direction. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { presets } from "./matrices.ts";
import { eigenvaluesInWords, pictures } from "./pictures.ts";
import { go, isDone, mostSteps, type State, shrinking, start } from "./state.ts";

const entry = (label: string, initial: number) =>
  ({ kind: "range", label, min: -2, max: 2, step: 0.1, default: initial }) as const;

export const lab = defineLab({
  title: "A vector and its image",
  lead: "Turn a vector until the matrix only scales it, then multiply again and again and watch where it ends.",
  parameters: {
    matrix: {
      kind: "choice",
      label: "Matrix A, row by row",
      options: [
        ...Object.entries(presets).map(([value, { label }]) => ({ value, label })),
        { value: "own", label: "my own: (a, b), (c, d)" },
      ],
      default: "moves",
    },
    angle: {
      kind: "range",
      label: "Direction of the first vector",
      min: 0,
      max: 180,
      step: 1,
      default: 0,
      unit: "°",
    },
    a: entry("My own: a", 1),
    b: entry("My own: b", 1),
    c: entry("My own: c", 0.5),
    d: entry("My own: d", -1),
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 450,

  views: pictures,

  summary: ({ history }: State, chosen) => {
    const { Ax, quotient, off } = history.at(-1)!;
    const steps = history.length - 1;
    const after = steps === 0 ? "At the start" : `After ${steps} ${steps === 1 ? "step" : "steps"}`;
    const angle =
      off === undefined
        ? "no eigenvalue is alone the largest in size"
        : `the sine of the angle to the winning direction is ${showNumber(off)}`;
    const end = Math.hypot(...Ax) < 1e-12 ? " Ax is 0, so it ends here." : "";
    return `${eigenvaluesInWords(chosen)} ${after} ${angle}, and the Rayleigh quotient is ${showNumber(quotient)}.${end}`;
  },

  table: ({ history }: State) => ({
    columns: ["steps", "x₁", "x₂", "Rayleigh quotient", "sine of the angle", "length of Aᵏx"],
    rows: history.map(({ x, quotient, off, size }, k) => [
      k,
      showNumber(x[0]),
      showNumber(x[1]),
      showNumber(quotient),
      off === undefined ? "no largest value" : showNumber(off),
      showNumber(size),
    ]),
  }),

  notice: [
    "Before you step, turn x until x and Ax lie on one line. How many such directions does each matrix have?",
    "People who move: start at 135° and step. Which eigenvalue does the quotient show, and for how long?",
    "Compare the symmetric matrix with the close eigenvalues. Which number sets the slope of the line of angles?",
    "Shear, from 90°: there is a single line on which nothing turns. x comes nearer to it in each step; compare x₂ in the table after 10 and 20 steps.",
    "Turn and mirror: what does x do for ever? The mirror has a basis of eigenvectors; what does it lack?",
    "Shrinks in the end: both eigenvalues are below 1. Start at 90° and watch the length.",
  ],

  prediction: {
    question: "By what factor does the angle to the final direction shrink in each step, once x is near it?",
    options: [
      { value: "rate", label: "by |λ₂ / λ₁|" },
      { value: "square", label: "by (λ₂ / λ₁)²" },
      { value: "none", label: "by no fixed factor, or no direction wins" },
    ],
    outcome: shrinking,
    afterSteps: mostSteps,
    because:
      "Write x as c₁v₁ + c₂v₂. Each step multiplies the first part by λ₁ and the second by λ₂, so their ratio by λ₂/λ₁, and a small angle is proportional to that ratio. The square belongs to the Rayleigh quotient of a symmetric matrix. Without two eigenvectors whose eigenvalues differ in size there is no such ratio, and a start on an eigenvector has no angle that shrinks.",
  },

  metrics: ({ history }: State) => {
    const { quotient, off } = history.at(-1)!;
    const metrics: Record<string, number> = { steps: history.length - 1, quotient };
    if (off !== undefined) metrics.sine = off;
    return metrics;
  },
});
