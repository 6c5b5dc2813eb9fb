import { argmax, compile, noGrad, Philox, randn, Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  autocast,
  crossEntropy,
  Fp8Scaling,
  GRUCell,
  GradScaler,
  LayerNorm,
  Linear,
  LSTM,
  loadCheckpoint,
  MultiheadAttention,
  mseLoss,
  ReLU,
  roundTo,
  Sequential,
  SGD,
  saveCheckpoint,
} from "../index.ts";

const numbers = (x: Tensor | null) => Array.from(x!.data);

/** y = w x with one weight. */
function single(weight: number): Linear {
  const model = new Linear(1, 1, { rng: new Philox(1), bias: false });
  model.weight.detach().fill_(weight);
  return model;
}

describe("autocast", () => {
  it("in bfloat16 1.005 · 3 is 1.0078125 · 3, rounded: 3.03125", () => {
    const model = single(1.005);
    const y = autocast(model, "bfloat16", () => model.forward(tensor([[3]])));
    expect(y.item()).toBe(3.03125); // 3.0234375 lies between 3.015625 and 3.03125: to the even one
    expect(model.weight.item()).toBe(Math.fround(1.005));
  });

  it("gives the gradient of the rounded weight to the parameter, rounded too", () => {
    const model = single(2);
    autocast(model, "float16", () => model.forward(tensor([[1 + 2 ** -12]])))
      .mul(3)
      .sum()
      .backward();
    expect(model.weight.grad!.item()).toBe(3);
  });

  it("leaves norms in float32, rounds linear layers, and takes its hooks away, also after an error", () => {
    const model = new Sequential(new Linear(4, 4, { rng: new Philox(1) }), new LayerNorm(4));
    const x = randn([3, 4], { rng: new Philox(2) });
    const seen: Tensor[] = [];
    for (const part of [model.at(0), model.at(1)])
      part.registerForwardHook((_, __, output) => void seen.push(output as Tensor));
    const y = autocast(model, "bfloat16", () => model.forward(x));
    expect(numbers(roundTo(y, "bfloat16"))).not.toEqual(numbers(y));
    const weight = (model.at(0) as Linear).weight;
    expect(() =>
      autocast(model, "bfloat16", () => {
        throw new Error("in the body");
      }),
    ).toThrow("in the body");
    expect((model.at(0) as Linear).weight).toBe(weight);
    expect(numbers(model.forward(x))).not.toEqual(numbers(y));
    expect(() => autocast(model, "float8" as "float16", () => 0)).toThrow(/autocast: "float8"/);
  });

  it("rounds cells and attention, and says so where a layer's weights are out of reach", () => {
    const x = randn([3, 4], { rng: new Philox(2) });
    const cell = new GRUCell(4, 5, { rng: new Philox(1) });
    const h = autocast(cell, "bfloat16", () => cell.forward(x));
    expect(numbers(roundTo(h, "bfloat16"))).toEqual(numbers(h));
    const attention = new MultiheadAttention(4, 2, { rng: new Philox(1) });
    const [y] = autocast(attention, "bfloat16", () => attention.forward(x, x, x));
    expect(numbers(roundTo(y, "bfloat16"))).toEqual(numbers(y));
    expect(numbers(y)).not.toEqual(numbers(attention.forward(x, x, x)[0]));
  });

  it("rounds an LSTM's weights and inputs: as the same LSTM with rounded ones, its outputs rounded", () => {
    const lstm = new LSTM(4, 3, { rng: new Philox(1), numLayers: 2, bidirectional: true });
    const x = randn([5, 2, 4], { rng: new Philox(2) });
    const [y, [h, c]] = autocast(lstm, "bfloat16", () => lstm.forward(x));
    y.sum().backward();
    const rounded = new LSTM(4, 3, { rng: new Philox(3), numLayers: 2, bidirectional: true });
    const state = Object.entries(lstm.stateDict());
    rounded.loadStateDict(
      Object.fromEntries(state.map(([name, value]) => [name, roundTo(value, "bfloat16")])),
    );
    const [wantedY, wantedState] = rounded.forward(roundTo(x, "bfloat16"));
    for (const [found, wanted] of [
      [y, wantedY],
      [h, wantedState[0]],
      [c, wantedState[1]],
    ] as const)
      expect(numbers(found)).toEqual(numbers(roundTo(wanted, "bfloat16")));
    for (const parameter of lstm.parameters())
      expect(numbers(parameter.grad)).toEqual(numbers(roundTo(parameter.grad!, "bfloat16")));
  });

  it("is the same compiled", () => {
    const make = () => new Sequential(new Linear(4, 8, { rng: new Philox(1) }), new ReLU());
    const x = randn([3, 4], { rng: new Philox(2) });
    const run = (model: Sequential) => (input: Tensor) => {
      const y = autocast(model, "float16", () => model.forward(input));
      y.square().sum().backward();
      return y.detach();
    };
    const [a, b] = [make(), make()];
    expect(numbers(compile(run(b))(x))).toEqual(numbers(run(a)(x)));
    const gradients = (model: Sequential) => model.parameters().map(({ grad }) => numbers(grad));
    expect(gradients(b)).toEqual(gradients(a));
  });
});

/** Two half circles that reach into each other. */
function moons(samples: number): { x: Tensor; y: Tensor } {
  const rng = new Philox(1);
  const x = new Float32Array(2 * samples);
  const y = new Int32Array(samples);
  for (let n = 0; n < samples; n++) {
    const angle = Math.PI * rng.uniform();
    y[n] = n % 2;
    x[2 * n] = (n % 2 === 0 ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.2 * rng.normal();
    x[2 * n + 1] = (n % 2 === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.2 * rng.normal();
  }
  return { x: new Tensor(x, [samples, 2], "float32"), y: new Tensor(y, [samples], "int32") };
}

function trainedLoss(
  forward: (model: Sequential, body: () => Tensor) => Tensor,
  scaler?: GradScaler,
): number {
  const { x, y } = moons(200);
  const rng = new Philox(3);
  const model = new Sequential(new Linear(2, 16, { rng }), new ReLU(), new Linear(16, 2, { rng }));
  const optimizer = new Adam(model.parameters(), { lr: 0.01 });
  const step = compile(() => {
    optimizer.zeroGrad();
    const loss = forward(model, () => crossEntropy(model.forward(x), y));
    if (scaler === undefined) {
      loss.backward();
      optimizer.step();
    } else {
      scaler.scale(loss).backward();
      scaler.step(optimizer);
      scaler.update();
    }
  });
  for (let i = 0; i < 300; i++) step();
  const chosen = argmax(model.forward(x), { dim: 1 });
  expect(chosen.eq(y).to("float32").mean().item()).toBeGreaterThan(0.95);
  return noGrad(() => crossEntropy(model.forward(x), y).item());
}

describe("a small network trained in fewer bits", () => {
  const full = trainedLoss((_, body) => body());
  it("ends within 2 % of float32's loss in bfloat16", () => {
    const loss = trainedLoss((model, body) => autocast(model, "bfloat16", body));
    expect(Math.abs(loss / full - 1)).toBeLessThan(0.02);
  });
  it("ends within 2 % in float16 with a scaler", () => {
    const loss = trainedLoss((model, body) => autocast(model, "float16", body), new GradScaler());
    expect(Math.abs(loss / full - 1)).toBeLessThan(0.02);
  });
  it("learns in 8 bits too", () => {
    const scaling = new Fp8Scaling();
    expect(trainedLoss((model, body) => autocast(model, scaling, body))).toBeLessThan(0.2); // from 0.7
  });
});

describe("GradScaler", () => {
  /** ∂L/∂w = 10⁻⁹, below the smallest number of float16. */
  const tiny = (model: Linear) =>
    autocast(model, "float16", () => model.forward(tensor([[1]])))
      .mul(1e-9)
      .sum();

  it("keeps a gradient of 10⁻⁹ that float16 alone loses", () => {
    const [lost, kept] = [single(1), single(1)];
    tiny(lost).backward();
    expect(lost.weight.grad!.item()).toBe(0);
    const scaler = new GradScaler();
    const optimizer = new SGD(kept.parameters(), { lr: 1e6 });
    scaler.scale(tiny(kept)).backward();
    scaler.step(optimizer);
    scaler.update();
    expect(kept.weight.grad!.item() / 1e-9).toBeCloseTo(1, 2);
    expect(kept.weight.item()).toBeCloseTo(1 - 1e-3, 5);
  });

  it.each([false, true])(
    "leaves an infinite step out, halves the scale, and doubles it after the interval (compiled: %s)",
    (compiled) => {
      const model = single(1);
      const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
      const scaler = new GradScaler({ initScale: 8, growthInterval: 2 });
      const body = (x: Tensor) => {
        optimizer.zeroGrad();
        scaler.scale(model.forward(x).sum()).backward();
        scaler.step(optimizer);
        scaler.update();
      };
      const step = compiled ? compile(body) : body;
      const seen = [Infinity, 1, 1, 1, NaN, 1].map((x) => {
        step(tensor([[x]]));
        return [scaler.getScale(), Math.round(model.weight.item() * 1000) / 1000];
      });
      // Momentum 1, 1.9, 2.71, 3.439 at the four steps that count, times 0.1.
      expect(seen).toEqual([
        [4, 1],
        [4, 0.9],
        [8, 0.71],
        [8, 0.439],
        [4, 0.439],
        [4, 0.095],
      ]);
    },
  );

  it("comes back from a checkpoint, and refuses another's options", () => {
    const made = (interval: number) => {
      const model = single(1);
      const scaler = new GradScaler({ growthInterval: interval });
      return { model, optimizer: new SGD(model.parameters(), { lr: 1 }), scaler };
    };
    const first = made(5);
    first.scaler.scale(first.model.forward(tensor([[Infinity]]))).backward();
    first.scaler.step(first.optimizer);
    first.scaler.update();
    const second = made(5);
    loadCheckpoint(saveCheckpoint(first), second);
    expect(second.scaler.getScale()).toBe(32768);
    expect(() => loadCheckpoint(saveCheckpoint(first), made(6))).toThrow(/growth_interval 5/);
  });

  it("refuses a second unscaling, an update without a step, and options that are none", () => {
    const model = single(1);
    const optimizer = new SGD(model.parameters(), { lr: 1 });
    const scaler = new GradScaler();
    expect(() => scaler.update()).toThrow(/no step since/);
    scaler.unscale_(optimizer);
    expect(() => scaler.unscale_(optimizer)).toThrow(/a second call/);
    expect(() => new GradScaler({ backoffFactor: 1 })).toThrow(/backoffFactor 1/);
  });
});

describe("Fp8Scaling", () => {
  it("scales by the largest magnitude of the steps before: 3.3 becomes 448 · 3.3/3.5, rounded to 416, so 3.25", () => {
    const model = single(1);
    const scaling = new Fp8Scaling({ historyLength: 2 });
    const run = (x: number) => autocast(model, scaling, () => model.forward(tensor([[x]])).item());
    expect(run(3.5)).toBe(3.5); // scale 1
    expect(run(3.3)).toBeCloseTo(3.25, 6); // 422.4 lies between 416 and 448
    expect(run(7)).toBeCloseTo(3.5, 6); // outgrown: saturates once
    expect(run(7)).toBeCloseTo(7, 6);
  });

  it("its histories go with a checkpoint", () => {
    const made = () => {
      const model = single(1);
      return { model, optimizer: new SGD(model.parameters(), { lr: 1 }), fp8: new Fp8Scaling() };
    };
    const loss = ({ model, fp8 }: ReturnType<typeof made>) =>
      autocast(model, fp8, () => mseLoss(model.forward(tensor([[5]])), tensor([[2]])));
    const [first, second] = [made(), made()];
    loss(first).backward();
    loadCheckpoint(saveCheckpoint(first), second);
    expect(Object.keys(second.fp8.stateDict())).toEqual(["weight", "input.0", "output.gradient"].sort());
    expect(loss(second).item()).toBe(loss(first).item());
  });
});
