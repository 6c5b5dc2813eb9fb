import { argmax, noGrad } from "@blankfile/tensor";
import { leakedShare, neighbourAgreement } from "./measure-data.ts";
import { measureGradients } from "./measure-gradients.ts";
import { measureModes } from "./measure-modes.ts";
import { lossCurve, progress, type TrainingSetup } from "./training-setup.ts";

export type Bug =
  | "testLeak"
  | "symmetricInitialisation"
  | "missingZeroGrad"
  | "evaluationMode"
  | "trainingMode"
  | "shuffledLabels"
  | "learningRateTooHigh"
  | "learningRateTooLow";

/** A fault, the numbers that speak for it, and what to do. */
export interface Finding {
  readonly bug: Bug;
  readonly evidence: Readonly<Record<string, number>>;
  readonly message: string;
}

export interface Clinic {
  readonly findings: Finding[];
  /** The loss of each step of the training as it is, for a chart. */
  readonly losses: number[];
}

export interface ClinicOptions {
  /** How long each trial runs. */
  steps?: number;
}

/**
 * Looks for the usual faults in the training of a classifier, from measurements alone: test samples among the training ones, units that
 * stay equal, gradients that pile up, dropout and norms in the wrong mode, labels that were shuffled, a learning rate ten or more times
 * too high or too low. `make` gives the training anew each time, from the same seed, as several trials are run and thrown away. A fault that makes the
 * loss curve meaningless ends the search for those that are read from it.
 */
export function trainingClinic(make: () => TrainingSetup, { steps = 100 }: ClinicOptions = {}): Clinic {
  if (!Number.isInteger(steps) || steps < 10)
    throw new RangeError(`trainingClinic: steps ${steps}, a whole number from 10 is needed`);
  const structural = [...leak(make()), ...gradients(make()), ...modes(make())];
  const setup = make();
  const losses = lossCurve(setup, steps);
  const blinding = structural.some(
    ({ bug }) => bug === "symmetricInitialisation" || bug === "missingZeroGrad",
  );
  if (blinding) return { findings: structural, losses };
  const labels = shuffledLabels(setup);
  const rate = labels.length > 0 ? [] : learningRate(make, losses);
  return { findings: [...structural, ...labels, ...rate], losses };
}

function leak({ train, test }: TrainingSetup): Finding[] {
  const share = leakedShare(train, test);
  if (share <= 0.01) return [];
  return [
    {
      bug: "testLeak",
      evidence: { share },
      message: `${percent(share)} of the test samples stand in the training data too: split before anything else is done`,
    },
  ];
}

function gradients(setup: TrainingSetup): Finding[] {
  const forward = (x: Parameters<TrainingSetup["predict"]>[0]) =>
    (setup.model.forward as unknown as TrainingSetup["predict"])(x);
  const { own, sum, symmetric } = measureGradients(setup, forward);
  const findings: Finding[] = [];
  if (symmetric.length > 0)
    findings.push({
      bug: "symmetricInitialisation",
      evidence: { weights: symmetric.length },
      message: `the units of ${symmetric.join(", ")} start equal and get equal gradients, so they stay equal: draw the weights at random`,
    });
  // Not the batch's own direction, but that of both batches together.
  else if (own !== null && sum !== null && own < 0.999 && sum > own && sum > 0.9)
    findings.push({
      bug: "missingZeroGrad",
      evidence: { cosineWithOwn: own, cosineWithSum: sum },
      message:
        "after the second step the gradients are the sum of both batches': call optimizer.zeroGrad() in every step",
    });
  return findings;
}

function modes(setup: TrainingSetup): Finding[] {
  const { stepInEvaluation, predictionsVary, predictionsTouch } = measureModes(setup);
  const findings: Finding[] = [];
  if (stepInEvaluation)
    findings.push({
      bug: "evaluationMode",
      evidence: { stepInEvaluation: 1 },
      message:
        "a step runs with dropout and norms in evaluation: call model.train() before training, also after each evaluation",
    });
  if (predictionsVary || predictionsTouch)
    findings.push({
      bug: "trainingMode",
      evidence: { predictionsVary: Number(predictionsVary), predictionsTouch: Number(predictionsTouch) },
      message: `predictions ${predictionsVary ? "differ from call to call" : "depend on the other samples of their batch"}: call model.eval() before evaluation`,
    });
  return findings;
}

/** After the trial: neither the nearest neighbour nor the model knows the labels better than chance. */
function shuffledLabels(setup: TrainingSetup): Finding[] {
  const { agreement, chance, deviation } = neighbourAgreement(setup.train);
  const guessed = noGrad(() => argmax(setup.predict(setup.test.x), { dim: 1 }));
  const hits = Array.from(guessed.data).filter((k, n) => k === setup.test.y.data[n]).length;
  const accuracy = hits / setup.test.y.numel();
  const majority = largestShare(Array.from(setup.test.y.data));
  const known = Math.sqrt((majority * (1 - majority)) / setup.test.y.numel());
  if (agreement > chance + 4 * deviation || accuracy > majority + 4 * known) return [];
  return [
    {
      bug: "shuffledLabels",
      evidence: { agreement, chance, accuracy, majority },
      message: `nearest neighbours share their label in ${percent(agreement)}, ${percent(chance)} by chance: inputs and labels do not belong together`,
    },
  ];
}

/** Where little was learnt: whether another rate learns more in the same steps. */
function learningRate(make: () => TrainingSetup, losses: readonly number[]): Finding[] {
  const own = progress(losses);
  if (own < 0.75) return [];
  const lr = make().optimizer.lr;
  const trials = [0.1, 0.01, 0.001, 10, 100, 1000, 10_000].map((factor) => {
    const setup = make();
    setup.optimizer.lr = factor * lr;
    return { better: factor * lr, reached: progress(lossCurve(setup, losses.length)) };
  });
  const { better, reached } = trials.reduce((a, b) => (b.reached < a.reached ? b : a));
  if (reached >= 0.8 * own) return [];
  const how = Number.isFinite(own) ? `to ${percent(own)}` : "not at all, but runs away";
  return [
    {
      bug: better < lr ? "learningRateTooHigh" : "learningRateTooLow",
      evidence: { lr, own: Math.min(own, Number.MAX_VALUE), better, reached }, // JSON has no infinity
      message: `with the rate ${lr} the loss falls ${how}, with ${better} to ${percent(reached)} of its start`,
    },
  ];
}

function largestShare(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(...counts.values()) / labels.length;
}

function percent(x: number): string {
  return `${(100 * x).toFixed(1)} %`;
}
