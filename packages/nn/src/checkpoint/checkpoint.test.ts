import { Philox, randn, tensor } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Dropout,
  Linear,
  loadCheckpoint,
  loadSafetensors,
  ReLU,
  Sequential,
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

describe("a checkpoint that does not fit", () => {
  /** A model with dropout, an optimiser with buffers, and something else that has a state. */
  function whole(seed: number, hidden = 4) {
    const rng = new Philox(seed);
    const model = new Sequential(
      new Linear(3, hidden, { rng }),
      new ReLU(),
      new Dropout({ rng: new Philox(seed + 1) }),
      new Linear(hidden, 2, { rng }),
    );
    const optimizer = new Adam(model.parameters(), { lr: 0.1 });
    const trained = { model, optimizer, average: new Linear(1, 1, { rng }) };
    for (let step = 0; step < 2; step++) {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), y).backward();
      optimizer.step();
    }
    return trained;
  }

  /** Loading must fail with this message and change nothing. */
  function expectRefused(file: Uint8Array, message: RegExp): void {
    const target = whole(7);
    const before = saveCheckpoint(target);
    expect(() => loadCheckpoint(file, target)).toThrow(message);
    expect(saveCheckpoint(target)).toEqual(before);
  }

  it("names what differs in the architecture", () => {
    expectRefused(saveCheckpoint(whole(1, 5)), /shapes differ: 0.weight \[5, 3\] for \[4, 3\]/);
    const { model, ...rest } = whole(1);
    const short = new Sequential(model.at(0), model.at(2));
    expectRefused(saveCheckpoint({ ...rest, model: short }), /random.1.rng, for random.2.rng/);
    const plain = new Sequential(model.at(0), model.at(1), model.at(3));
    expectRefused(saveCheckpoint({ ...rest, model: plain }), /for no module, for random.2.rng/);
  });

  it("puts model and optimiser back where a later part refuses", () => {
    const wide = new Linear(2, 1, { rng: new Philox(1) });
    expectRefused(saveCheckpoint({ ...whole(1), average: wide }), /weight \[1, 2\] for \[1, 1\]/);
  });

  it("refuses a file without a part, of another dtype, or with a generator's state that is none", () => {
    const { tensors, metadata } = loadSafetensors(saveCheckpoint(whole(1)));
    const { digest: _, ...remarks } = metadata;
    const lacking = Object.fromEntries(
      Object.entries(tensors).filter(([name]) => !name.startsWith("average")),
    );
    expectRefused(saveSafetensors(lacking, remarks), /a file without average/);
    const wide = { ...tensors, "model.0.bias": tensors["model.0.bias"]!.to("float64") };
    expectRefused(saveSafetensors(wide, remarks), /model.0.bias of dtype float64, float32 is needed/);
    expectRefused(
      saveSafetensors(tensors, { ...remarks, "random.2.rng": '{"key":[1]}' }),
      /random.2.rng is .* a generator's state is needed/,
    );
  });

  it("reads files from before there was a digest, and files written anew in another order", () => {
    const saved = whole(1);
    const { tensors, metadata } = loadSafetensors(saveCheckpoint(saved, { epoch: "3" }));
    const { digest, ...remarks } = metadata;
    const old = whole(7);
    expect(loadCheckpoint(saveSafetensors(tensors, remarks), old)).toEqual({ epoch: "3" });
    expect(saveCheckpoint(old)).toEqual(saveCheckpoint(saved));
    const turned = Object.fromEntries(Object.entries({ ...remarks, digest: digest! }).reverse());
    expect(loadCheckpoint(saveSafetensors(tensors, turned), whole(7))).toEqual({ epoch: "3" });
  });

  it("notices any tampering: a value, a remark, a random state", () => {
    const { tensors, metadata } = loadSafetensors(saveCheckpoint(whole(1), { epoch: "3" }));
    const value = { ...tensors, "model.0.bias": tensors["model.0.bias"]!.add(1e-6) };
    expectRefused(saveSafetensors(value, metadata), /do not have the digest/);
    expectRefused(saveSafetensors(tensors, { ...metadata, epoch: "4" }), /do not have the digest/);
  });

  it("cut off anywhere, or with any byte changed, is refused, or is the same checkpoint", () => {
    const file = saveCheckpoint(whole(1));
    const target = whole(7);
    const before = saveCheckpoint(target);
    const tried = (bytes: Uint8Array) => {
      try {
        loadCheckpoint(bytes, target);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        expect(saveCheckpoint(target)).toEqual(before);
        return;
      }
      expect(saveCheckpoint(target)).toEqual(file); // a blank of the header became another blank
      loadCheckpoint(before, target);
    };
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = file.slice();
        bytes[at]! ^= change;
        tried(bytes);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        tried(file.slice(0, length));
      }),
    );
  });

  it("remarks may not take the names that the file needs itself", () => {
    expect(() => saveCheckpoint(whole(1), { digest: "x" })).toThrow(/a remark named digest/);
    expect(() => saveCheckpoint(whole(1), { "random.0": "x" })).toThrow(/a remark named random.0/);
  });
});
