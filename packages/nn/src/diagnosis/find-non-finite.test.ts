import { compile, noGrad, Philox, randn, type Tensor, tensor, where, zeros } from "@blankfile/tensor";
import { expect, it } from "vitest";
import {
  Adam,
  findNonFinite,
  Linear,
  Module,
  mseLoss,
  NonFiniteError,
  ReLU,
  Sequential,
  SGD,
  stopOnNonFinite,
} from "../index.ts";

class Log extends Module {
  forward(x: Tensor): Tensor {
    return x.log();
  }
}
class Root extends Module {
  forward(x: Tensor): Tensor {
    return x.sqrt();
  }
}
class Masked extends Module {
  readonly rows: number;
  constructor(rows: number) {
    super();
    this.rows = rows;
  }
  forward(x: Tensor): Tensor {
    const kept = tensor([0, 1, 2, 3].map((i) => [i >= this.rows]));
    return where(kept, x, -Infinity).softmax({ dim: 1 });
  }
}

const rng = () => new Philox(1);
const x = randn([4, 3], { rng: rng() });
const linear = () => new Linear(3, 3, { rng: rng() });

it("the logarithm of what ReLU made 0 is −∞, in the module at 2", () => {
  const model = new Sequential(linear(), new ReLU(), new Log(), linear());
  const found = findNonFinite(model, () => model.forward(x).sum());
  expect(found).toMatchObject({
    stage: "forward",
    module: "2",
    type: "Log",
    operation: "log",
    value: "-Infinity",
  });
  expect(found!.message).toBe("log in 2 (Log) gave -Infinity from finite inputs");
});

it("the square root of 0 is finite, its gradient is not", () => {
  const model = new Sequential(linear(), new ReLU(), new Root());
  const found = findNonFinite(model, () => model.forward(x).sum());
  // sqrt's slope at 0 is ∞; ReLU's backward makes 0 · ∞ = NaN of it later.
  expect(found).toMatchObject({ stage: "backward", module: "2", operation: "sqrt", value: "Infinity" });
});

it("finite loss and gradients give null, and −∞ in a mask is meant", () => {
  const model = new Sequential(linear(), new Masked(0));
  expect(findNonFinite(model, () => model.forward(x).square().sum())).toBeNull();
});

it("a row that is masked as a whole blames softmax, not the mask", () => {
  const model = new Sequential(linear(), new Masked(1));
  expect(findNonFinite(model, () => model.forward(x).sum())).toMatchObject({
    stage: "forward",
    module: "1",
    operation: "softmax",
    value: "NaN",
  });
});

it("an operation of the loss belongs to no module", () => {
  const model = linear();
  const found = findNonFinite(model, () => model.forward(x).mul(0).sum().reciprocal());
  expect(found).toMatchObject({ stage: "forward", module: null, operation: "reciprocal" });
});

it("data and parameters that are not finite are named", () => {
  const model = new Sequential(linear(), new ReLU());
  const bad = x.clone();
  bad.data[5] = NaN;
  const loss = (input: Tensor, target: Tensor) => () => mseLoss(model.forward(input), target);
  expect(findNonFinite(model, loss(bad, x))).toMatchObject({
    stage: "data",
    name: "input 0 of the model (Sequential)",
  });
  expect(findNonFinite(model, loss(x, bad), { data: { x, y: bad } })!.message).toBe(
    "NaN was already in the data: y",
  );
  model.parameters()[1]!.detach().fill_(Infinity);
  expect(findNonFinite(model, loss(x, x))).toMatchObject({ stage: "parameters", name: "0.bias" });
});

it("without a tape the module is named, and no operation", () => {
  const model = new Sequential(new ReLU(), new Log());
  expect(findNonFinite(model, () => model.forward(x).sum())).toMatchObject({
    stage: "forward",
    module: "1",
    operation: null,
  });
});

it("the model is afterwards as it was: values, gradients, modes, forward", () => {
  const model = new Sequential(linear(), new ReLU(), new Log()).eval();
  const kept = zeros([3, 3]);
  model.parameters()[0]!.grad = kept;
  const before = JSON.stringify(model.parameters().map((p) => p.toArray()));
  findNonFinite(model, () => {
    model.train();
    model.parameters()[0]!.detach().fill_(0);
    return model.forward(x).sum();
  });
  expect(JSON.stringify(model.parameters().map((p) => p.toArray()))).toBe(before);
  expect(model.parameters()[0]!.grad).toBe(kept);
  expect(model.parameters()[1]!.grad).toBeNull();
  expect(model.modules().every(({ training }) => !training)).toBe(true);
  expect(Object.hasOwn(model.at(0), "forward")).toBe(false);
});

it("a loop's guard passes finite losses, and stops with step, module, operation and the checkpoint kept", () => {
  const model = new Sequential(linear(), new ReLU(), new Log());
  const again = ({ x }: { x: Tensor }) => model.forward(x).sum();
  const options = { step: 12, model, again, data: { x }, checkpoint: "last.safetensors" };
  stopOnNonFinite(tensor(1), options);
  expect(() => stopOnNonFinite(again({ x }), options)).toThrow(
    "training: the loss is -Infinity at step 12, a finite one is needed; log in 2 (Log) gave -Infinity from finite inputs; the last good checkpoint is kept: last.safetensors",
  );
});

it.each([
  ["SGD", (p: Linear) => new SGD(p.parameters(), { lr: 0.1, momentum: 0.9 })],
  ["Adam", (p: Linear) => new Adam(p.parameters())],
] as const)(
  "%s in a compiled step: the guard throws before anything is changed, and the run can go on",
  (_, make) => {
    const model = linear();
    const optimizer = make(model);
    const step = compile((input: Tensor) => {
      optimizer.zeroGrad();
      const loss = model.forward(input).square().mean();
      stopOnNonFinite(loss);
      loss.backward();
      optimizer.step();
      return loss;
    });
    step(x);
    const state = () => [...Object.values(model.stateDict()), ...Object.values(optimizer.stateDict())];
    const before = state().map((value) => value.toArray());
    expect(() => step(x.mul(NaN))).toThrow(NonFiniteError);
    expect(state().map((value) => value.toArray())).toEqual(before);
    const loss = step(x).item();
    expect(Number.isFinite(loss)).toBe(true);
  },
);

it("the guard of a compiled step names module, operation and data as they are in the call that fails", () => {
  const model = new Sequential(linear(), new ReLU(), new Log());
  const step = compile((input: Tensor) => {
    const again = ({ input }: { input: Tensor }) => model.forward(input).sum();
    const loss = again({ input });
    stopOnNonFinite(loss, { model, data: { input }, again });
    return loss;
  });
  const high = x.abs().add(1);
  noGrad(() => {
    model.parameters()[0]!.fill_(1);
    model.parameters()[1]!.fill_(1);
  });
  expect(Number.isFinite(step(high).item())).toBe(true);
  expect(() => step(high.mul(-5))).toThrow(
    /^training: the loss is -Infinity, a finite one is needed; log in 2 \(Log\) gave -Infinity from finite inputs$/,
  );
  expect(() => step(high.mul(NaN))).toThrow(/the loss is NaN.*input/);
  expect(Number.isFinite(step(high).item())).toBe(true);
});
