/** Train a small network on an autograd engine, and break the engine in the ways that people break theirs. */
import { defineLab, type LabRandom } from "@blankfile/curriculum/lab";
import { showDigits } from "../show-number.ts";
import { backward, type Fault } from "./engine.ts";
import { finiteDifferences, lossGraph, lossOf, parameterCount, predict, type Sample } from "./network.ts";

interface State {
  samples: Sample[];
  parameters: number[];
  /** As the engine left them; carried into the next step where nobody sets them to zero. */
  gradients: number[];
  /** Loss before each step, and after the last. */
  losses: number[];
  /** Degrees between the engine's gradient and the one by finite differences, at each step. */
  angles: number[];
  diverged: boolean;
}

const steps = 120;
const grid = 28;
const range: [number, number] = [-1.6, 1.6];

export const lab = defineLab({
  title: "Break the engine",
  lead: "A network of 51 weights learns two half-moons on a scalar autograd engine. Choose what is wrong with the engine.",
  parameters: {
    fault: {
      kind: "choice",
      label: "Fault",
      options: [
        { value: "none", label: "none" },
        { value: "overwrite", label: "= in place of +=" },
        { value: "breadth-first", label: "breadth-first order" },
        { value: "no-slope", label: "tanh has slope 1" },
        { value: "no-zero", label: "gradients never set to 0" },
      ],
      default: "none",
    },
    deep: { kind: "switch", label: "Second hidden layer", default: true },
    rate: { kind: "range", label: "Step size", min: 0.02, max: 1, step: 0.02, default: 0.2 },
  },

  init: (_, random): State => {
    const samples = halfMoons(40, random);
    return {
      samples,
      parameters: Array.from({ length: parameterCount }, () => 0.6 * random.normal()),
      gradients: Array.from({ length: parameterCount }, () => 0),
      losses: [],
      angles: [],
      diverged: false,
    };
  },

  step: (state, { fault, deep, rate }): State => {
    const engineFault: Fault = fault === "no-zero" ? "none" : (fault as Fault);
    const layers = deep ? 2 : 1;
    const { parameters, loss } = lossGraph(state.parameters, state.samples, layers, engineFault);
    if (fault === "no-zero") for (const [i, p] of parameters.entries()) p.grad = state.gradients[i]!;
    backward(loss, engineFault);
    const gradients = parameters.map((p) => p.grad);
    const truth = finiteDifferences(state.parameters, state.samples, layers);
    const moved = state.parameters.map((p, i) => p - rate * gradients[i]!);
    const diverged = !(lossOf(moved, state.samples, layers) < 1e6);
    return {
      ...state,
      parameters: diverged ? state.parameters : moved,
      gradients,
      losses: [...state.losses, loss.data],
      angles: [...state.angles, angle(gradients, truth)],
      diverged,
    };
  },

  finished: (state) => state.diverged || state.losses.length >= steps,
  paceMs: 60,

  views: (state, { deep }) => [
    {
      kind: "field",
      title: "What the network answers",
      xRange: range,
      yRange: range,
      rows: grid,
      cols: grid,
      values: surface(state.parameters, deep ? 2 : 1),
      centre: 0,
      points: state.samples.map(({ x, target }) => ({
        x: x[0],
        y: x[1],
        tone: target > 0 ? ("amber" as const) : ("accent" as const),
        filled: target > 0,
      })),
    },
    {
      kind: "curve",
      title: "Loss at each step",
      x: { label: "step" },
      y: { label: "mean squared error", log: true },
      series: [
        { label: "loss", tone: "accent", points: state.losses.map((y, i) => [i, y] as [number, number]) },
      ],
    },
    {
      kind: "curve",
      title: "Angle between the engine's gradient and the true one",
      x: { label: "step" },
      y: { label: "degrees" },
      series: [
        { label: "angle", tone: "gap", points: state.angles.map((y, i) => [i, y] as [number, number]) },
      ],
    },
  ],

  summary: (state) => {
    if (state.losses.length === 0) return "Not started: 40 points, 51 weights.";
    const angleNow = state.angles.at(-1)!;
    const verdict =
      angleNow < 0.01 ? "the gradient is right" : `the gradient is off by ${angleNow.toFixed(1)} degrees`;
    const end = state.diverged ? " The loss ran away; the lab stopped." : "";
    return `Step ${state.losses.length}: loss ${showDigits(state.losses.at(-1)!, 3)}, ${verdict}.${end}`;
  },

  table: (state) => ({
    columns: ["step", "loss", "angle (degrees)"],
    rows: state.losses.map((loss, i) => [
      i,
      Number(loss.toPrecision(5)),
      Number(state.angles[i]!.toFixed(3)),
    ]),
  }),

  notice: [
    "With = in place of +=, does the loss still fall? A falling loss is no proof of a right gradient.",
    "Breadth-first order with one hidden layer, then with two. Why does only one of them go wrong?",
    "Never setting gradients to 0 turns the sum of all past gradients into the step. Lower the step size: what does it remind you of?",
    "Which of these mistakes would you have found from the loss curve alone?",
  ],

  prediction: {
    question:
      "The default engine is right. What will the angle to the finite-difference gradient be after ten steps?",
    options: [
      { value: "zero", label: "below 0.01 degrees" },
      { value: "small", label: "between 0.01 and 5 degrees" },
      { value: "large", label: "above 5 degrees" },
    ],
    outcome: (state) => {
      const last = state.angles.at(-1) ?? 0;
      return last < 0.01 ? "zero" : last <= 5 ? "small" : "large";
    },
    afterSteps: 10,
    because:
      "The engine's gradient is exact but for rounding, and central differences with h = 1e-5 are off by about h², so what is left of the angle is rounding. With a fault chosen, the answer changes.",
  },

  metrics: (state) => ({
    loss: state.losses.at(-1) ?? Number.NaN,
    angle: state.angles.at(-1) ?? Number.NaN,
  }),
});

/** Two interleaved half circles with a little noise. */
function halfMoons(n: number, random: LabRandom): Sample[] {
  return Array.from({ length: n }, (_, i) => {
    const upper = i % 2 === 0;
    const t = Math.PI * random.uniform();
    const [x, y] = upper ? [Math.cos(t) - 0.5, Math.sin(t) - 0.25] : [0.5 - Math.cos(t), 0.25 - Math.sin(t)];
    return { x: [x! + 0.08 * random.normal(), y! + 0.08 * random.normal()], target: upper ? 1 : -1 };
  });
}

function surface(parameters: number[], layers: number): number[] {
  const at = (i: number) => range[0] + ((range[1] - range[0]) * (i + 0.5)) / grid;
  return Array.from({ length: grid * grid }, (_, k) =>
    predict(parameters, [at(k % grid), at(Math.floor(k / grid))], layers),
  );
}

/** Degrees between two vectors; 90 where one of them is zero. */
function angle(a: number[], b: number[]): number {
  const dot = (u: number[], v: number[]) => u.reduce((sum, x, i) => sum + x * v[i]!, 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  if (!(lengths > 0)) return 90;
  // The sine of half the angle, from the difference of the unit vectors, is exact for small angles; the arc cosine is not.
  const [la, lb] = [Math.sqrt(dot(a, a)), Math.sqrt(dot(b, b))];
  const difference = a.map((x, i) => x / la - b[i]! / lb);
  return (2 * Math.asin(Math.min(1, Math.sqrt(dot(difference, difference)) / 2)) * 180) / Math.PI;
}
