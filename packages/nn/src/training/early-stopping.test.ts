import { Philox, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { EarlyStopping, Linear, loadCheckpoint, SGD, saveCheckpoint } from "../index.ts";

const model = () => new Linear(1, 1, { rng: new Philox(1), bias: false });
const at = (m: Linear, value: number) => {
  m.weight.detach().fill_(value);
  return m;
};

it("after 3, 2, 2.5, 2.1 a patience of 1 stops at the fourth value and gives the second one's model", () => {
  const m = model();
  const stopping = new EarlyStopping({ patience: 1 });
  expect([3, 2, 2.5, 2.1].map((value, i) => stopping.step(value, at(m, i)))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(stopping.best).toBe(2);
  stopping.restoreBest(m);
  expect(m.weight.item()).toBe(1);
});

it("larger is better in mode max, and less than minDelta does not count", () => {
  const stopping = new EarlyStopping({ patience: 0, mode: "max", minDelta: 0.1 });
  expect([0.5, 0.7, 0.75].map((value) => stopping.step(value, model()))).toEqual([false, false, true]);
});

it("its state in a checkpoint makes a resumed run stop at the same value, with the same best model", () => {
  const values = [5, 4, 4.5, 4.2, 4.1, 3];
  const run = (from: EarlyStopping, m: Linear, first: number) => {
    for (let i = first; i < values.length; i++) if (from.step(values[i]!, at(m, i))) return i;
    return -1;
  };
  const whole = new EarlyStopping({ patience: 2 });
  const [m, n] = [model(), model()];
  const half = new EarlyStopping({ patience: 2 });
  for (let i = 0; i < 3; i++) half.step(values[i]!, at(n, i));
  const trained = (early: EarlyStopping) => ({
    model: n,
    optimizer: new SGD(n.parameters(), { lr: 1 }),
    early,
  });
  const resumed = new EarlyStopping({ patience: 2 });
  loadCheckpoint(saveCheckpoint(trained(half)), trained(resumed));
  expect(run(resumed, n, 3)).toBe(run(whole, m, 0));
  resumed.restoreBest(n);
  whole.restoreBest(m);
  expect(n.weight.item()).toBe(m.weight.item());
});

it("refuses NaN, options that are none, and another thing's state", () => {
  const stopping = new EarlyStopping();
  expect(() => stopping.step(NaN, model())).toThrow(/value NaN/);
  expect(() => stopping.restoreBest(model())).toThrow(/no value yet/);
  expect(() => new EarlyStopping({ patience: -1 })).toThrow(/patience -1/);
  expect(() => new EarlyStopping({ minDelta: NaN })).toThrow(/minDelta NaN/);
  expect(() => stopping.loadStateDict({ weight: tensor([1]) })).toThrow(
    /EarlyStopping.loadStateDict: weight/,
  );
});
