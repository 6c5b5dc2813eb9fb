import { Philox, randn, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Linear,
  loadCheckpoint,
  SGD,
  saveCheckpoint,
  saveSafetensors,
} from "../index.ts";

const x = randn([8, 3], { rng: new Philox(5) });
const y = tensor([0, 1, 0, 1, 1, 0, 1, 0], { dtype: "int32" });

function made(kind: "SGD" | "Adam", seed = 1) {
  const model = new Linear(3, 2, { rng: new Philox(seed) });
  const optimizer =
    kind === "SGD"
      ? new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
      : new Adam(model.parameters(), { lr: 0.1 });
  return { model, optimizer };
}

function train({ model, optimizer }: ReturnType<typeof made>, steps: number): void {
  for (let step = 0; step < steps; step++) {
    optimizer.zeroGrad();
    crossEntropy(model.forward(x), y).backward();
    optimizer.step();
  }
}

describe("a checkpoint", () => {
  for (const kind of ["SGD", "Adam"] as const) {
    it(`${kind}: a training that goes on from it ends bit for bit where the uninterrupted one ends`, () => {
      const whole = made(kind);
      train(whole, 10);
      const first = made(kind);
      train(first, 4);
      const file = saveCheckpoint(first, { epoch: "4" });
      const second = made(kind, 2);
      expect(loadCheckpoint(file, second)).toEqual({ epoch: "4" });
      train(second, 6);
      expect(saveCheckpoint(second)).toEqual(saveCheckpoint(whole));
    });
  }

  it("of another optimiser, of another model or of something else is refused", () => {
    const [sgd, adam] = [made("SGD"), made("Adam")];
    train(sgd, 1);
    train(adam, 1);
    expect(() => loadCheckpoint(saveCheckpoint(sgd), adam)).toThrow(
      /Adam.loadStateDict: param_groups.0.momentum \[\]/,
    );
    const wide = new Linear(4, 2, { rng: new Philox(1) });
    const other = { model: wide, optimizer: new SGD(wide.parameters(), { lr: 0.1 }) };
    expect(() => loadCheckpoint(saveCheckpoint(sgd), other)).toThrow(
      /shapes differ: weight \[2, 3\] for \[2, 4\]/,
    );
    expect(() => loadCheckpoint(saveSafetensors({ weight: tensor([1]) }), sgd)).toThrow(/named weight/);
  });
});
