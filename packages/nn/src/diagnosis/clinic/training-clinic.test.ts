import { cat, Philox, Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  BatchNorm1d,
  crossEntropy,
  Dropout,
  Linear,
  ReLU,
  Sequential,
  SGD,
  type TrainingSetup,
  trainingClinic,
} from "../../index.ts";
import { leakedShare, neighbourAgreement } from "./measure-data.ts";

/** Three classes around three centres, 8 numbers each, with noise. */
function clouds(samples: number, rng: Philox) {
  const x = new Float32Array(8 * samples);
  const y = new Int32Array(samples);
  for (let n = 0; n < samples; n++) {
    y[n] = rng.integer(3);
    for (let i = 0; i < 8; i++) x[8 * n + i] = (i % 3 === y[n] ? 1.2 : 0) + rng.normal();
  }
  return { x: new Tensor(x, [samples, 8], "float32"), y: new Tensor(y, [samples], "int32") };
}

type Plan = Partial<
  Record<
    "high" | "low" | "zeros" | "shuffled" | "keepsGradients" | "leak" | "trainAtTest" | "evalAtTrain",
    boolean
  >
>;

/** A sound training, or one with a fault planted. */
function setup(seed: number, plan: Plan = {}): TrainingSetup {
  const rng = new Philox(seed);
  const train = clouds(240, rng);
  const test = clouds(90, rng);
  if (plan.shuffled) rng.shuffle(train.y.data);
  const model = new Sequential(
    new Linear(8, 16, { rng }),
    new BatchNorm1d(16),
    new ReLU(),
    new Dropout({ p: 0.2, rng: rng.fork("dropout") }),
    new Linear(16, 3, { rng }),
  );
  if (plan.zeros) for (const p of model.parameters()) if (p.ndim === 2) p.detach().fill_(0);
  const optimizer = new SGD(model.parameters(), {
    lr: plan.high ? 100 : plan.low ? 1e-5 : 0.1,
    momentum: 0.9,
  });
  return {
    model,
    optimizer,
    train,
    test: plan.leak
      ? { x: cat([train.x.slice([0, 30]), test.x]), y: cat([train.y.slice([0, 30]), test.y]) }
      : test,
    batchSize: 40,
    step(x, y) {
      if (!plan.evalAtTrain) model.train();
      if (!plan.keepsGradients) optimizer.zeroGrad();
      const loss = crossEntropy(model.forward(x), y);
      loss.backward();
      optimizer.step();
      return loss.detach();
    },
    predict(x) {
      if (!plan.trainAtTest) model.eval();
      return model.forward(x);
    },
  };
}

const seeds = [1, 2, 3, 4, 5];

describe("the clinic", () => {
  it.each(seeds)("finds nothing in a sound training, seed %i", (seed) => {
    const { findings, losses } = trainingClinic(() => setup(seed));
    expect(findings).toEqual([]);
    expect(losses.length).toBe(100);
  });

  const planted: [string, Plan, string][] = [
    ["a rate a thousand times too high", { high: true }, "learningRateTooHigh"],
    ["a rate ten thousand times too low", { low: true }, "learningRateTooLow"],
    ["weights that start at 0", { zeros: true }, "symmetricInitialisation"],
    ["shuffled labels", { shuffled: true }, "shuffledLabels"],
    ["gradients that are never set to null", { keepsGradients: true }, "missingZeroGrad"],
    ["a quarter of the test data from the training data", { leak: true }, "testLeak"],
    ["batch norm and dropout in training mode at the test", { trainAtTest: true }, "trainingMode"],
    ["a loop that never goes back to training mode", { evalAtTrain: true }, "evaluationMode"],
  ];
  for (const [name, plan, bug] of planted) {
    it.each(seeds.slice(0, 2))(`finds ${name}, and nothing else, seed %i`, (seed) => {
      const { findings } = trainingClinic(() => setup(seed, plan), { steps: 60 });
      expect(findings.map((finding) => finding.bug)).toEqual([bug]);
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
    });
  }

  it("refuses trials that are too short", () => {
    expect(() => trainingClinic(() => setup(1), { steps: 5 })).toThrow(/steps 5/);
  });
});

describe("measurements of data", () => {
  const data = (rows: number[][], labels: number[]) => ({
    x: tensor(rows),
    y: tensor(labels, { dtype: "int32" }),
  });

  it("two of four test rows are known", () => {
    const train = data(
      [
        [1, 2],
        [3, 4],
      ],
      [0, 1],
    );
    const test = data(
      [
        [3, 4],
        [5, 6],
        [1, 2],
        [2, 1],
      ],
      [0, 0, 0, 0],
    );
    expect(leakedShare(train, test)).toBe(0.5);
  });

  it("two pairs of neighbours, one with equal labels: half agree, and by chance 3/4² + 1/4²", () => {
    const found = neighbourAgreement(data([[0], [1], [10], [11]], [0, 0, 0, 1]));
    expect(found.agreement).toBe(0.5);
    expect(found.chance).toBe(0.625);
  });
});
