/**
 * A clinic for trainings.
 *
 * Question: Does the clinic name the bug that was planted in a training, from measurements alone, and find none where there is none?
 * Command: npx blankfile run nn/training-clinic
 * Expectation: Six of six bugs named, and nothing else; no finding in three healthy trainings.
 * Minutes: 1
 *
 * Each bug looks like slow or impossible learning in the loss curve, or like none at all. `trainingClinic` runs a training's own step and
 * prediction and measures what tells the bugs apart: test rows among the training rows, units with equal gradients, gradients that are the sum of
 * two batches', predictions that depend on the batch, the mode in which a step runs, neighbours' labels, losses at other rates. What is to be
 * looked for stands in Karpathy's "A recipe for training neural networks", 2019, https://karpathy.github.io/2019/04/25/recipe/.
 * One variable: the bug. The healthy trainings differ in network, optimiser and rate.
 */
import { nearest } from "@blankfile/curriculum";
import { digitsSplit, loadDigits } from "@blankfile/data";
import {
  Adam,
  BatchNorm1d,
  type Bug,
  constant_,
  crossEntropy,
  Dropout,
  type LabelledData,
  Linear,
  type Module,
  ReLU,
  Sequential,
  SGD,
  Tanh,
  type TrainingSetup,
  trainingClinic,
} from "@blankfile/nn";
import { cat, Philox, tensor } from "@blankfile/tensor";
import { experiment, type Figures, FlagError } from "@blankfile/tracking/node";

/** What each planted bug must be called. */
const planted: Record<string, Bug> = {
  "rate too high": "learningRateTooHigh",
  "equal weights": "symmetricInitialisation",
  "shuffled labels": "shuffledLabels",
  "gradients kept": "missingZeroGrad",
  "test leak": "testLeak",
  "evaluation mode": "evaluationMode",
};
const healthy = ["healthy: batch norm, SGD", "healthy: plain, Adam", "healthy: dropout, SGD"];
const variants = [...Object.keys(planted), ...healthy];

const { images: pixels, labels } = await loadDigits();
const images = pixels.div(16);
const split = digitsSplit();

await experiment({
  name: "nn/training-clinic",
  nearest,
  variants,
  seeds: 3,
  flags: {
    steps: { default: 100, says: "steps of each trial" },
    images: { default: 600, says: "training digits" },
  },
  smoke: { steps: 10, images: 200 },
  metrics: {
    "train/loss": { goal: "minimize" },
    named: { goal: "maximize" },
    others: { goal: "minimize" },
  },

  check({ steps, images }) {
    if (!Number.isInteger(steps) || steps < 10)
      throw new FlagError(`flags: --steps ${steps}, a whole number from 10 is needed`);
    if (!Number.isInteger(images) || images < 200 || images > split.train.length)
      throw new FlagError(
        `flags: --images ${images}, a whole number from 200 to ${split.train.length} is needed`,
      );
  },

  predict(variant) {
    const bug = planted[variant];
    return bug
      ? { text: `It is named ${bug}.`, metric: "named", range: [1, 1] }
      : { text: "Nothing is found.", metric: "others", range: [0, 0] };
  },

  steps: ({ steps }) => steps,

  async train({ variant, seed, config, run, progress }) {
    const { findings, losses } = trainingClinic(() => training(variant, config.images, seed), {
      steps: config.steps,
    });
    for (const [step, loss] of losses.entries()) run.log({ "train/loss": loss }, { step: step + 1 });
    for (const { bug, message } of findings) console.log(`${variant}, seed ${seed}: ${bug}: ${message}`);
    const named = findings.filter(({ bug }) => bug === planted[variant]).length;
    progress(1, 1, findings.map(({ bug }) => bug).join(", ") || "nothing found");
    return { named, others: findings.length - named };
  },

  judge,
});

/** The training from its seed, with the bug of its variant. */
function training(variant: string, size: number, seed: number): TrainingSetup {
  const rng = new Philox(seed);
  const order = rng.fork("digits").shuffle(split.train.slice()).slice(0, size);
  const [train, test] = [rows(order), rows(split.test)];
  if (variant === "shuffled labels") rng.fork("labels").shuffle(train.y.data);

  const model = new Sequential(...layers(variant, rng.fork("weights")));
  if (variant === "equal weights")
    for (const layer of model.modules().filter((module) => module instanceof Linear)) {
      constant_(layer.weight, 0.1);
      constant_(layer.bias!, 0);
    }
  const lr = variant === "rate too high" ? 100 : 0.1;
  const optimizer =
    variant === "healthy: plain, Adam"
      ? new Adam(model.parameters(), { lr: 0.003 })
      : new SGD(model.parameters(), { lr, momentum: 0.9 });

  return {
    model,
    optimizer,
    train,
    test: variant === "test leak" ? joined(rows(order.slice(0, 40)), test) : test,
    batchSize: 32,
    step(x, y) {
      if (variant !== "evaluation mode") model.train();
      if (variant !== "gradients kept") optimizer.zeroGrad();
      const loss = crossEntropy(model.forward(x), y);
      loss.backward();
      optimizer.step();
      return loss.detach();
    },
    predict(x) {
      model.eval();
      return model.forward(x);
    },
  };
}

/** Those with a bug have no dropout: its masks would part units that start equal, and there would be no bug. */
function layers(variant: string, rng: Philox): Module[] {
  if (variant === "healthy: plain, Adam")
    return [new Linear(64, 48, { rng }), new Tanh(), new Linear(48, 10, { rng })];
  if (variant === "healthy: dropout, SGD")
    return [
      new Linear(64, 96, { rng }),
      new ReLU(),
      new Dropout({ p: 0.5, rng: rng.fork("masks") }),
      new Linear(96, 10, { rng }),
    ];
  return [new Linear(64, 64, { rng }), new BatchNorm1d(64), new ReLU(), new Linear(64, 10, { rng })];
}

function rows(indices: Int32Array): LabelledData {
  const index = tensor(indices);
  return { x: images.indexSelect(0, index), y: labels.indexSelect(0, index) };
}

function joined(a: LabelledData, b: LabelledData): LabelledData {
  return { x: cat([a.x, b.x]), y: cat([a.y, b.y]) };
}

function judge(figures: Figures) {
  const values = (variant: string, metric: string) => figures.of(variant, metric).values;
  const named = Object.keys(planted).filter(
    (variant) =>
      values(variant, "named").every((n) => n === 1) && values(variant, "others").every((n) => n === 0),
  );
  const found = healthy.flatMap((variant) => values(variant, "others"));
  return [
    {
      text: "bugs out of 6 that are named, and nothing else with them, in every seed",
      found: `${named.length}: ${named.join(", ")}`,
      met: named.length === Object.keys(planted).length,
    },
    {
      text: "findings in healthy trainings, none in any seed of three kinds",
      found: `${found.reduce((a, b) => a + b, 0)} in ${found.length}`,
      met: found.every((n) => n === 0),
    },
  ];
}
