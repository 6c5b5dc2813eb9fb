import { argmax, noGrad, Philox, Tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Linear,
  loadSafetensors,
  ReLU,
  Sequential,
  SGD,
  saveSafetensors,
} from "./index.ts";

/** Two half circles that reach into each other, with noise: no straight line parts them. */
function moons(samples: number, rng: Philox): { x: Tensor; y: Tensor } {
  const x = new Float32Array(2 * samples);
  const y = new Int32Array(samples);
  for (let n = 0; n < samples; n++) {
    const angle = Math.PI * rng.uniform();
    const upper = n % 2 === 0;
    x[2 * n] = (upper ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.1 * rng.normal();
    x[2 * n + 1] = (upper ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.1 * rng.normal();
    y[n] = upper ? 0 : 1;
  }
  return { x: new Tensor(x, [samples, 2], "float32"), y: new Tensor(y, [samples], "int32") };
}

const train = moons(200, new Philox(1));
const test = moons(200, new Philox(2));

function network(seed: number): Sequential {
  const rng = new Philox(seed);
  return new Sequential(new Linear(2, 16, { rng }), new ReLU(), new Linear(16, 2, { rng }));
}

function accuracy(model: Sequential): number {
  const chosen = noGrad(() => argmax(model.forward(test.x), { dim: 1 }));
  return chosen.data.filter((k, n) => k === test.y.data[n]).length / test.y.numel();
}

for (const [name, make] of [
  ["SGD with momentum", (model: Sequential) => new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })],
  ["Adam", (model: Sequential) => new Adam(model.parameters(), { lr: 0.02 })],
] as const) {
  it(`${name} learns two moons from noise to nine tenths, the same each time, and a file keeps what it learnt`, () => {
    const learn = () => {
      const model = network(3);
      const optimizer = make(model);
      for (let step = 0; step < 200; step++) {
        optimizer.zeroGrad();
        crossEntropy(model.forward(train.x), train.y).backward();
        optimizer.step();
      }
      return model;
    };
    const model = learn();
    expect(accuracy(network(3))).toBeLessThan(0.9);
    expect(accuracy(model)).toBeGreaterThan(0.95);
    const bytes = saveSafetensors(model.stateDict());
    expect(saveSafetensors(learn().stateDict())).toEqual(bytes);
    const copy = network(4);
    copy.loadStateDict(loadSafetensors(bytes).tensors);
    expect(accuracy(copy)).toBe(accuracy(model));
  });
}
