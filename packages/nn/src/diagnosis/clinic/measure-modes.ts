import { allclose, cat, noGrad, type Tensor } from "@blankfile/tensor";
import { AlphaDropout } from "../../dropout/alpha-dropout.ts";
import { Dropout } from "../../dropout/dropout.ts";
import { Dropout1d } from "../../dropout/dropout1d.ts";
import { Dropout2d } from "../../dropout/dropout2d.ts";
import { RunningNorm } from "../../normalisation/running-norm.ts";
import { batchOf, type TrainingSetup } from "./training-setup.ts";

const modal = [RunningNorm, Dropout, Dropout1d, Dropout2d, AlphaDropout];

export interface Modes {
  /** Whether dropout and norms were in evaluation during a step, before or after a first evaluation. */
  readonly stepInEvaluation: boolean;
  /** Whether the same samples got other predictions the second time: dropout was on. */
  readonly predictionsVary: boolean;
  /** Whether a sample's prediction depends on the samples beside it: batch norm took their mean. */
  readonly predictionsTouch: boolean;
}

/** Two steps with an evaluation between them, and the predictions compared with themselves. */
export function measureModes(setup: TrainingSetup): Modes {
  const modules = setup.model.modules().filter((module) => modal.some((Kind) => module instanceof Kind));
  let evaluating = 0;
  let calls = 0;
  const removes = modules.map((module) =>
    module.registerForwardPreHook(() => {
      calls += 1;
      if (!module.training) evaluating += 1;
      return undefined;
    }),
  );
  const step = (t: number) => {
    [evaluating, calls] = [0, 0];
    const { x, y } = batchOf(setup, t);
    setup.step(x, y);
    return calls > 0 && evaluating === calls; // a frozen part of a model may stand in evaluation
  };
  try {
    const first = step(0);
    const x = setup.test.x.slice([0, Math.min(32, setup.test.x.shape[0]!)]);
    const whole = predictions(setup, x);
    const predictionsVary = !allclose(whole, predictions(setup, x), { rtol: 1e-4, atol: 1e-5 });
    const half = Math.ceil(x.shape[0]! / 2);
    const halves = cat([
      predictions(setup, x.slice([0, half])),
      predictions(setup, x.slice([half, x.shape[0]!])),
    ]);
    const predictionsTouch = !predictionsVary && !allclose(whole, halves, { rtol: 1e-4, atol: 1e-5 });
    return { stepInEvaluation: step(1) || first, predictionsVary, predictionsTouch };
  } finally {
    for (const remove of removes) remove();
  }
}

function predictions(setup: TrainingSetup, x: Tensor): Tensor {
  return noGrad(() => setup.predict(x)).detach();
}
