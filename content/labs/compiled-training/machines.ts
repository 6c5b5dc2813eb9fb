import { Tensor } from "@blankfile/tensor";
import { Looker } from "./look.ts";
import type { ActivationName } from "./network.ts";
import { restingMoments, type StepChoice, TrainingStep } from "./training-step.ts";

/** Machine code is kept for so many choices; a reader goes back and forth between few. */
const mostSteps = 6;
const steps = new Map<string, TrainingStep>();
const lookers = new Map<ActivationName, Looker>();
let allowed: boolean | undefined;

/**
 * The step for a choice. It is only a tool: whoever uses it loads numbers first and reads them afterwards, so that what comes
 * out follows from what went in.
 */
export function stepFor(choice: StepChoice): TrainingStep {
  const key = JSON.stringify(choice);
  const step = steps.get(key) ?? new TrainingStep(choice);
  steps.delete(key);
  steps.set(key, step);
  if (steps.size > mostSteps) steps.delete(steps.keys().next().value!);
  return step;
}

export function lookerFor(activation: ActivationName): Looker {
  const looker = lookers.get(activation) ?? new Looker(activation);
  lookers.set(activation, looker);
  return looker;
}

/** One call on zeros, so that there is something to explain and to time. */
export function tryOut(step: TrainingStep): void {
  const { batch, width } = step.choice;
  const zeros = [...weightsOfZero(width), ...restingMoments(step.choice)];
  step.load(zeros);
  step.take(batchOfZero(batch), batchOfZero(batch), { rate: 0, t: 1, compiled: true });
}

/** Whether this page lets WebAssembly be compiled: a policy may forbid it. */
export function mayCompile(): boolean {
  if (allowed === undefined) {
    try {
      new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}

function weightsOfZero(width: number): readonly Float32Array[] {
  return restingMoments({ width, optimiser: "adam" }).slice(0, 6);
}

const batchOfZero = (size: number) => new Tensor(new Float32Array(2 * size), [size, 2], "float32");
