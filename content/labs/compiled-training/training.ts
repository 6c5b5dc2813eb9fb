import type { LabRandom, Values } from "@blankfile/curriculum/lab";
import { Tensor } from "@blankfile/tensor";
import type { Sight } from "./look.ts";
import { lookerFor, mayCompile, stepFor } from "./machines.ts";
import { type ActivationName, drawWeights } from "./network.ts";
import type { parameters } from "./parameters.ts";
import { drawPoints, type Points, type ShapeName } from "./points.ts";
import { type Numbers, restingMoments, type StepChoice } from "./training-step.ts";

export type Chosen = Values<typeof parameters>;

export interface State {
  readonly points: Points;
  readonly numbers: Numbers;
  /** Training steps taken. */
  readonly taken: number;
  /** After each picture; the loss is the mean over the steps since the one before. */
  readonly history: readonly Moment[];
  readonly sight: Sight;
  /** Shares of flat slopes before the first step. */
  readonly flatAtFirst: readonly [number, number];
  readonly ranAway: boolean;
}

export interface Moment {
  readonly taken: number;
  readonly loss: number;
  /** Share of the points on the right side. */
  readonly right: number;
  readonly flat: readonly [number, number];
}

export const pointCount = 256;
export const pictureCount = 150;
/** What guessing costs: log 2. With a loss of seventy times that, nothing is learnt any more. */
export const guessing = Math.log(2);
const tooMuch = 70 * guessing;

export function choiceOf({ width, batch, activation, optimiser, clip }: Chosen): StepChoice {
  return {
    width: Number(width),
    batch: Number(batch),
    activation: activation as ActivationName,
    optimiser: optimiser as StepChoice["optimiser"],
    clip,
  };
}

export function start(chosen: Chosen, random: LabRandom): State {
  const choice = choiceOf(chosen);
  const points = drawPoints(chosen.shape as ShapeName, pointCount, random);
  const weights = drawWeights({ ...choice, bias: chosen.bias }, random);
  const numbers = [...weights, ...restingMoments(choice)];
  const sight = see(numbers, points, chosen);
  return { points, numbers, taken: 0, history: [], sight, flatAtFirst: sight.flat, ranAway: false };
}

/** Takes as many training steps as stand between two pictures. */
export function train(state: State, chosen: Chosen, random: LabRandom): State {
  const { points } = state;
  const step = stepFor(choiceOf(chosen));
  const count = Number(chosen.each);
  const how = { rate: chosen.rate, compiled: compiles(chosen) };
  step.load(state.numbers);
  let loss = 0;
  for (let i = 1; i <= count; i++) {
    const [x, y] = drawBatch(points, { size: step.choice.batch, scale: chosen.scale }, random);
    loss += step.take(x, y, { ...how, t: state.taken + i }) / count;
  }
  const numbers = step.read();
  const sight = see(numbers, points, chosen);
  if (!(loss < tooMuch) || !sight.field.every(Number.isFinite)) return { ...state, ranAway: true };
  const taken = state.taken + count;
  const moment = { taken, loss, right: rightShare(sight, points), flat: sight.flat };
  return { ...state, numbers, taken, history: [...state.history, moment], sight };
}

export function compiles({ engine }: Chosen): boolean {
  return engine === "compiled" && mayCompile();
}

/** Points drawn with replacement: x [B, 2] times the scale, and y [B, 2] with a 1 in the column of the class. */
export function drawBatch(
  { places, classes }: Points,
  { size, scale }: { size: number; scale: number },
  random: Pick<LabRandom, "uniform">,
): [x: Tensor, y: Tensor] {
  const x = new Float32Array(2 * size);
  const y = new Float32Array(2 * size);
  for (let i = 0; i < size; i++) {
    const k = Math.floor(random.uniform() * classes.length);
    x[2 * i] = scale * places[2 * k]!;
    x[2 * i + 1] = scale * places[2 * k + 1]!;
    y[2 * i + classes[k]!] = 1;
  }
  return [new Tensor(x, [size, 2], "float32"), new Tensor(y, [size, 2], "float32")];
}

function see(numbers: Numbers, { places }: Points, chosen: Chosen): Sight {
  const looker = lookerFor(chosen.activation as ActivationName);
  return looker.look(numbers.slice(0, 6), places, { scale: chosen.scale, compiled: compiles(chosen) });
}

function rightShare({ points }: Sight, { classes }: Points): number {
  const right = points.reduce((count, side, i) => count + (side > 0 === (classes[i] === 1) ? 1 : 0), 0);
  return right / classes.length;
}
