import type { TextView } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";

/** A fixed stream: a linear congruential generator is enough for a test. */
function stream(seed: number) {
  let s = seed;
  const uniform = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

const opening = {
  engine: "compiled",
  each: "20",
  shape: "spirals",
  width: "32",
  batch: "64",
  activation: "tanh",
  optimiser: "adam",
  clip: false,
  rate: 0.01,
  scale: 1,
  bias: 0,
} as const;

type Choice = Parameters<typeof lab.init>[0];

function run(changes: Partial<Choice>, pictures: number) {
  const values: Choice = { ...opening, ...changes };
  const random = stream(1);
  let state = lab.init(values, random);
  for (let i = 0; i < pictures && !lab.finished(state, values); i++) state = lab.step(state, values, random);
  return { state, values, now: state.history.at(-1) };
}

describe("training in the lab", () => {
  it("learns the spirals and the moons", () => {
    expect(run({}, 100).now!.right).toBeGreaterThan(0.97);
    expect(run({ shape: "moons" }, 30).now!.right).toBeGreaterThan(0.97);
  });

  it("follows the same curve compiled and eager, as long as rounding has not grown", () => {
    const [compiled, eager] = [run({}, 5), run({ engine: "eager" }, 5)];
    compiled.state.history.forEach(({ loss }, i) => {
      expect(loss / eager.state.history[i]!.loss).toBeCloseTo(1, 3);
    });
  });

  it("goes on from any state alike, whatever was trained in between", () => {
    const values: Choice = { ...opening };
    const { state } = run({}, 3);
    const once = lab.step(state, values, stream(7));
    run({ activation: "relu", optimiser: "sgd" }, 2);
    lab.step(once, values, stream(8));
    expect(lab.step(state, values, stream(7))).toEqual(once);
  });
});

describe("what breaks it", () => {
  it("SGD with a rate of 10 runs away, and the last sound state stays on the pictures", () => {
    const { state, values } = run({ optimiser: "sgd", rate: 10 }, 50);
    expect(state.ranAway).toBe(true);
    expect(lab.summary(state, values)).toContain("the loss ran away");
    expect(state.sight.field.every(Number.isFinite)).toBe(true);
  });

  it("relu with hidden biases at −6 is off everywhere and only guesses", () => {
    const { now } = run({ activation: "relu", bias: -6 }, 20);
    expect(now!.flat).toEqual([1, 1]);
    expect(now!.loss).toBeCloseTo(Math.log(2), 2);
  });

  it("inputs times 100 make nine of ten slopes of tanh's first layer flat", () => {
    expect(run({ scale: 100 }, 1).now!.flat[0]).toBeGreaterThan(0.9);
  });

  it("Adam at a rate of 1 does not run away and learns nothing: layer 2 is flat", () => {
    const { state, now } = run({ rate: 1 }, 50);
    expect(state.ranAway).toBe(false);
    expect(now!.flat[1]).toBeGreaterThan(0.95);
    expect(now!.loss).toBeGreaterThan(0.5);
  });
});

describe("the compiler's view", () => {
  const texts = (changes: Partial<Choice>) => {
    const { state, values } = run(changes, 0);
    return lab.views(state, values).filter((view): view is TextView => view.kind === "text");
  };
  const loops = (changes: Partial<Choice>) =>
    Number(/are in (\d+) loops/.exec(texts(changes)[0]!.lines[0]!.text)![1]);

  it("shows all of explain()", () => {
    const text = texts({})[1]!
      .lines.map((line) => line.text)
      .join("\n");
    expect(text).toMatch(/kernels in \d+ functions/);
    expect(text).toContain("tanh(");
  });

  it("a clipped gradient needs more loops", () => expect(loops({ clip: true })).toBeGreaterThan(loops({})));

  it("any other choice is compared with the one that the lab opens with", () => {
    expect(texts({})[0]!.lines.length).toBe(3);
    expect(texts({ batch: "256" })[0]!.lines[3]!.text).toMatch(/^As the lab opens: \d+ operations/);
  });
});

it("measures with the clock that it is given: both sides, and the first call", () => {
  const { state, values } = run({}, 1);
  let ms = 0;
  const [view] = lab.measure!.views(state, values, () => (ms += 20)) as [TextView];
  const [compiled, eager, first] = view.lines.map(({ text }) => text);
  expect(compiled).toMatch(/^Compiled: 4\d steps a second, 2\d ms each\.$/);
  expect(eager).toMatch(/^Eager: 4\d\.?\d* steps a second/);
  expect(first).toMatch(/^The first compiled call took 20 ms/);
});
