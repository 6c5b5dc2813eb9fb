/** Differentiate a chain of functions one by one, then let a secant say whether the product is right. */
import { defineLab } from "@blankfile/curriculum/lab";
import { bestStep, measure, passOne, remarks, type State, slopeOf, start } from "./chain.ts";
import { apart, power, show } from "./numbers.ts";
import { pictures } from "./pictures.ts";
import { stages } from "./stages.ts";
import { numbersTable } from "./table.ts";

const none = { value: "none", label: "nothing" };
const options = [none, ...Object.entries(stages).map(([value, { label }]) => ({ value, label }))];
const choice = (label: string, initial: string) =>
  ({ kind: "choice", label, options, default: initial }) as const;

/** The steps among which the prediction chooses. */
const candidates = [1e-2, 1e-5, 1e-8, 1e-14];

export const lab = defineLab({
  title: "A chain of functions",
  lead: "Multiply the slopes along a chain, then let a small step of x say whether the product is right.",
  parameters: {
    f1: choice("Function 1", "double"),
    f2: choice("Function 2", "negate"),
    f3: choice("Function 3", "exp"),
    f4: choice("Function 4", "plus1"),
    f5: choice("Function 5", "log"),
    times: { kind: "range", label: "Times through the chain", min: 1, max: 10, step: 1, default: 1 },
    x: { kind: "range", label: "x", min: -3, max: 3, step: 0.25, default: 0.5 },
    h: { kind: "range", label: "Step h", min: 1e-14, max: 0.1, step: 0.25, default: 1e-5, log: true },
    scheme: {
      kind: "choice",
      label: "Secant",
      options: [
        { value: "forward", label: "from x to x + h" },
        { value: "backward", label: "from x − h to x" },
        { value: "central", label: "from x − h to x + h" },
      ],
      default: "forward",
    },
  },

  init: (chosen): State => start(chosen),
  step: (state, chosen): State => {
    if (state.slopes.length < state.chain.length) return passOne(state);
    return state.secant === undefined ? measure(state, chosen) : state;
  },
  finished: (state) => state.secant !== undefined,
  paceMs: 700,

  views: pictures,
  table: numbersTable,

  summary: (state, { h }) => {
    const done = state.slopes.length;
    const product = `value ${show(state.values[done]!)}, product of slopes ${show(slopeOf(state))}`;
    const warnings = remarks(state).map((remark) => ` Mind: ${remark}.`);
    if (state.secant === undefined)
      return `${done} of ${state.chain.length} functions: ${product}.${warnings.join("")}`;
    const secant = `secant ${show(state.secant)} for h = ${power(h)}, ${apart(state.secant, slopeOf(state))}`;
    return `Done: ${product}; ${secant}.${warnings.join("")}`;
  },

  notice: [
    "Read the graph from left to right. Each slope is taken at the value that arrives, never at x. Change x: which slopes stay?",
    "Move h from 10⁻¹ to 10⁻¹⁴. The error falls, turns, and rises again. Where does it turn for the secant from x − h to x + h?",
    "Put relu first, nothing after it, and x = 0. Three secants, three slopes; which one does the product give?",
    "x², then sqrt, at x = 0: the product is 0 × ∞, which is NaN. Now x², x², sqrt: the function is x², flat at 0. What does the product say?",
    "tanh alone, ten times, x = 2: how much of the slope is left? Put 2x before it, and try x = 2 and x = 0.",
  ],

  prediction: {
    question: "Which step h will bring the secant's slope closest to the product?",
    options: [
      ...candidates.map((h) => ({ value: String(h), label: power(h) })),
      { value: "never", label: "None comes within 1 %" },
    ],
    outcome: (_, chosen) => String(bestStep(chosen, candidates) ?? "never"),
    afterSteps: 51,
    because:
      "Two errors pull against each other. The secant leaves the tangent by about |F″(x)|·h/2, which shrinks with h; subtracting two rounded values leaves about 10⁻¹⁶·|F(x)|/h, which grows. They cross near h = 10⁻⁸. Where both ends of the secant move, the first error shrinks with h², and the crossing lies near 10⁻⁵. Straight chains and kinks follow other rules.",
  },

  metrics: (state) => ({
    value: state.values.at(-1)!,
    slope: slopeOf(state),
    ...(state.secant === undefined ? {} : { secant: state.secant }),
  }),
});
