/**
 * Optimisers inside `compile`. The losses here are element-wise but for their last sum, so that gradients, parameters and buffers
 * must equal eager's to the last bit; but for optimisers that sum themselves, and a network, which comes last.
 */
import { compile, noGrad, Philox, randint, randn, type Tensor, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Linear,
  loadCheckpoint,
  ReLU,
  Sequential,
  SGD,
  saveCheckpoint,
} from "../index.ts";
import { type Make, makers, summing, training, type Zeroing } from "./training.fixture.ts";

type Training = ReturnType<typeof training>;

/** All that a training leaves behind. */
function stateOf({ model, optimizer }: Training): [string, Tensor | null][] {
  return [
    ...model.namedParameters(),
    ...model
      .namedParameters()
      .map(([name, { grad }]): [string, Tensor | null] => [`gradient of ${name}`, grad]),
    ...Object.entries(optimizer.stateDict()),
  ];
}

/** The same tensors, to the last bit or to `tolerance`. */
function compare(found: ReturnType<typeof stateOf>, wanted: ReturnType<typeof stateOf>, tolerance: number) {
  expect(found.map(([name, x]) => [name, x?.shape])).toEqual(wanted.map(([name, x]) => [name, x?.shape]));
  for (const [i, [name, x]] of wanted.entries()) {
    const [given, want] = [found[i]![1], x].map((y) => Array.from(y?.data ?? []));
    if (tolerance === 0) expect(given, name).toEqual(want);
    else
      want!.forEach((value, j) => {
        expect(Math.abs(given![j]! - value) / Math.max(1, Math.abs(value)), name).toBeLessThan(tolerance);
      });
  }
}

/** Does the same to an eager and a compiled training and compares. */
function expectSame(make: Make, script: (run: Training) => void, zeroing: Zeroing = "before"): void {
  const [eager, compiled] = [training(make, false, zeroing), training(make, true, zeroing)];
  script(eager);
  script(compiled);
  compare(stateOf(compiled), stateOf(eager), Object.values(summing).includes(make) ? 1e-12 : 0);
}

function steps(run: Training, count: number): void {
  for (let i = 0; i < count; i++) run.step();
}

for (const [name, make] of Object.entries({ ...makers, ...summing })) {
  for (const zeroing of ["before", "after", "never"] as const) {
    it.each([1, 2, 20])(`${name}, gradients zeroed ${zeroing}: %i steps equal eager's`, (count) => {
      expectSame(make, (run) => steps(run, count), zeroing);
    });
  }

  it(`${name}: a rate changed between calls counts from the next on`, () => {
    expectSame(make, (run) => {
      steps(run, 2);
      run.optimizer.lr = 0.01;
      steps(run, 2);
      run.optimizer.lr *= 0.5;
      steps(run, 1);
    });
  });

  it(`${name}: a state saved, gone on from, and loaded again between calls`, () => {
    expectSame(make, (run) => {
      steps(run, 3);
      const file = saveCheckpoint({ model: run.model, optimizer: run.optimizer });
      steps(run, 3);
      loadCheckpoint(file, { model: run.model, optimizer: run.optimizer });
      steps(run, 2);
    });
  });

  it(`${name}: a state from before the first step, loaded between calls, starts anew`, () => {
    expectSame(make, (run) => {
      const fresh = saveCheckpoint({ model: run.model, optimizer: run.optimizer });
      steps(run, 3);
      loadCheckpoint(fresh, { model: run.model, optimizer: run.optimizer });
      steps(run, 2);
    });
  });

  it(`${name}: parameters and gradients changed by hand between calls`, () => {
    expectSame(
      make,
      (run) => {
        steps(run, 2);
        noGrad(() => {
          run.model.w.copy_(run.model.w.mul(0.5));
          run.model.b.fill_(0.25);
          run.model.b.data[2] = 3;
          run.model.w.grad!.mul_(2);
        });
        steps(run, 2);
        run.model.b.grad = null;
        steps(run, 2);
      },
      "never",
    );
  });

  it(`${name}: eager steps between compiled ones`, () => {
    expectSame(make, (run) => {
      steps(run, 2);
      const loss = run.model
        .forward(tensor([2]))
        .mul(2)
        .sum();
      run.optimizer.zeroGrad();
      loss.backward();
      run.optimizer.step();
      steps(run, 2);
    });
  });
}

it("parameters shared by two compiled functions: what one learns the other sees, at once", () => {
  const [eager, compiled] = [training(makers.Adam!, false), training(makers.Adam!, true)];
  for (let i = 0; i < 4; i++) {
    const [wanted, found] = [eager, compiled].map((run) => {
      run.step();
      return run.evaluate(tensor([1, 2, 3, 4, 5, 6, 7])).toArray();
    });
    expect(found).toEqual(wanted);
  }
});

it("detach() shares memory with a parameter wherever that lies", () => {
  const run = training(makers.SGD!, true);
  const alias = run.model.w.detach();
  steps(run, 3);
  expect(alias.data).toBe(run.model.w.data);
  alias.fill_(2);
  expect(run.evaluate(tensor([0])).data[0]).toBe(run.model.b.data[0]);
  expect(run.evaluate(tensor([1])).data[0]).toBe(Math.fround(2 + run.model.b.data[0]!));
});

it("a gradient that somebody keeps stays what it was", () => {
  const run = training(makers.SGD!, true);
  run.step();
  const kept = run.model.w.grad!;
  const numbers = Array.from(kept.data);
  steps(run, 2);
  expect(Array.from(kept.data)).toEqual(numbers);
  expect(run.model.w.grad).not.toBe(kept);
});

it("a refused target changes nothing: parameters, gradients, buffers and versions", () => {
  const rng = new Philox(8);
  const model = new Sequential(new Linear(4, 8, { rng }), new ReLU(), new Linear(8, 3, { rng }));
  const optimizer = new Adam(model.parameters());
  const step = compile((x: Tensor, target: Tensor) => {
    optimizer.zeroGrad();
    const loss = crossEntropy(model.forward(x), target);
    loss.backward();
    optimizer.step();
    return loss.detach();
  });
  const x = randn([6, 4], { rng });
  step(x, randint(0, 3, [6], { rng }));
  const before = saveCheckpoint({ model, optimizer });
  const versions = model.parameters().map(({ storage }) => storage.version);
  const gradients = model.parameters().map(({ grad }) => Array.from(grad!.data));
  const wrong = tensor([0, 1, 2, 3, 0, 1], { dtype: "int32" });
  for (const target of [wrong, wrong]) {
    expect(() => step(x, target)).toThrow(/^crossEntropy: class 3|^crossEntropy: .*3/);
    expect(saveCheckpoint({ model, optimizer })).toEqual(before);
    expect(model.parameters().map(({ storage }) => storage.version)).toEqual(versions);
    expect(model.parameters().map(({ grad }) => Array.from(grad!.data))).toEqual(gradients);
  }
});

it("a network's losses equal eager's over 20 steps, to what roundings make of them", () => {
  const run = (compiled: boolean): number[] => {
    const rng = new Philox(9);
    const model = new Sequential(new Linear(6, 16, { rng }), new ReLU(), new Linear(16, 4, { rng }));
    const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
    const x = randn([32, 6], { rng });
    const target = randint(0, 4, [32], { rng });
    const body = (): Tensor => {
      optimizer.zeroGrad();
      const loss = crossEntropy(model.forward(x), target);
      loss.backward();
      optimizer.step();
      return loss.detach();
    };
    const step = compiled ? compile(body) : body;
    return Array.from({ length: 20 }, () => step().item());
  };
  const [eager, compiled] = [run(false), run(true)];
  // Roundings of 1e-7 a step, not magnified by so few steps of a smooth loss.
  compiled.forEach((loss, i) => {
    expect(Math.abs(loss - eager[i]!)).toBeLessThan(5e-6);
  });
});
