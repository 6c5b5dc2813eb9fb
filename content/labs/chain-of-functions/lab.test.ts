import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { power, show } from "./numbers.ts";
import { stages } from "./stages.ts";

const random = { uniform: () => 0.5, normal: () => 0 };
const empty = { f1: "none", f2: "none", f3: "none", f4: "none", f5: "none" };
const defaults = { ...empty, times: 1, x: 0, h: 1e-5, scheme: "forward" };
type Chosen = typeof defaults;

function run(chosen: Partial<Chosen>) {
  const values = { ...defaults, ...chosen };
  let state = lab.init(values, random);
  let steps = 0;
  for (; !lab.finished(state, values); steps++) {
    if (steps > 51) throw new Error("the lab does not end");
    state = lab.step(state, values, random);
  }
  const summary = lab.summary(state, values);
  const outcome = lab.prediction!.outcome(state, values);
  const slope = state.products.at(-1)!;
  const view = (kind: string) => lab.views(state, values).filter((v) => v.kind === kind);
  return { state, values, steps, slope, summary, outcome, view, table: lab.table(state, values) };
}

const loss = { f1: "double", f2: "negate", f3: "exp", f4: "plus1", f5: "log" };

describe("the chain, by hand", () => {
  it("x² three times at 2 is 256, with the slope 4 · 8 · 32 = 1024", () => {
    const { state, slope, steps } = run({ f1: "square", times: 3, x: 2 });
    expect(state.values).toEqual([2, 4, 16, 256]);
    expect(state.slopes).toEqual([4, 8, 32]);
    expect(state.products).toEqual([1, 4, 32, 1024]);
    expect(slope).toBe(1024);
    expect(steps).toBe(4);
  });

  it("x + 1 before x² is not x² before x + 1: at 2 the slopes are 6 and 4", () => {
    expect(run({ f1: "plus1", f2: "square", x: 2 }).slope).toBe(6);
    expect(run({ f1: "square", f2: "plus1", x: 2 }).slope).toBe(4);
  });

  it("log(1 + e^(−2x)) at 1/2 has the slope −2 / (1 + e)", () => {
    const { state, slope } = run({ ...loss, x: 0.5 });
    expect(slope).toBeCloseTo(-2 / (1 + Math.E), 14);
    expect(state.values.at(-1)).toBeCloseTo(Math.log(1 + Math.exp(-1)), 14);
    expect(state.secant).toBeCloseTo(slope, 4);
  });

  it("the empty chain has the slope 1", () => {
    expect(run({}).slope).toBe(1);
    expect(run({}).steps).toBe(1);
  });

  it("ten times tanh at 2 leaves less than half a per cent of the slope", () => {
    const { state, slope } = run({ f1: "tanh", times: 10, x: 2 });
    const logs = state.slopes.reduce((sum, s) => sum + Math.log(s), 0);
    expect(slope).toBeCloseTo(Math.exp(logs), 12);
    expect(slope).toBeLessThan(0.005);
  });

  it("2x and tanh, ten times: 2¹⁰ at 0, where tanh is steepest, and next to nothing at 2", () => {
    expect(run({ f1: "double", f2: "tanh", times: 10 }).slope).toBe(1024);
    expect(run({ f1: "double", f2: "tanh", times: 10, x: 2 }).slope).toBeLessThan(1e-9);
  });

  it("every function's slope agrees with a central secant away from its kink", () => {
    for (const [name, stage] of Object.entries(stages)) {
      const { value, slope } = stage;
      expect((value(0.7 + 1e-6) - value(0.7 - 1e-6)) / 2e-6, name).toBeCloseTo(slope(0.7), 7);
    }
  });
});

describe("where it fails", () => {
  it("relu at 0: three secants give 1, 0 and 1/2, the product 0, and the summary says why", () => {
    const [forward, backward, central] = ["forward", "backward", "central"].map((scheme) =>
      run({ f1: "relu", scheme, h: 0.1 }),
    );
    expect(forward!.state.secant).toBeCloseTo(1, 12);
    expect(backward!.state.secant).toBe(0);
    expect(central!.state.secant).toBeCloseTo(0.5, 12);
    expect(forward!.slope).toBe(0);
    expect(forward!.summary).toMatch(/kink at 0/);
    expect(forward!.outcome).toBe("never");
  });

  it("sqrt(x⁴) is x², flat at 0, but the product is 0 × ∞", () => {
    const { slope, state, view } = run({ f1: "square", f2: "square", f3: "sqrt" });
    expect(state.slopes).toEqual([0, 0, Number.POSITIVE_INFINITY]);
    expect(slope).toBeNaN();
    expect(state.secant).toBeCloseTo(0, 4);
    expect(view("text")).toHaveLength(2);
  });

  it("sqrt and log say where they are not defined, and the value is NaN from there on", () => {
    for (const name of ["sqrt", "log"]) {
      const { summary, state } = run({ f1: name, f2: "double", x: -1 });
      expect(summary).toContain(`${name} is not defined at −1`);
      expect(state.values.slice(1)).toEqual([Number.NaN, Number.NaN]);
    }
  });

  it("the zero that negation leaves negative counts as zero", () => {
    expect(run({ f1: "negate", f2: "sqrt" }).state.slopes[1]).toBe(Number.POSITIVE_INFINITY);
    expect(run({ f1: "negate", f2: "log" }).state.slopes[1]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the secant", () => {
  it("is best near 10⁻⁸ with one end at x, near 10⁻⁵ with x in its middle", () => {
    expect(run({ ...loss, x: 0.5 }).outcome).toBe(String(1e-8));
    expect(run({ ...loss, x: 0.5, scheme: "backward" }).outcome).toBe(String(1e-8));
    expect(run({ ...loss, x: 0.5, scheme: "central" }).outcome).toBe(String(1e-5));
  });

  it("of x² at 1 from 1 to 1.1 has the slope 2.1", () => {
    expect(run({ f1: "square", x: 1, h: 0.1 }).state.secant).toBeCloseTo(2.1, 12);
    expect(run({ f1: "square", x: 1, h: 0.1, scheme: "central" }).state.secant).toBeCloseTo(2, 12);
  });

  it("of a chain that only doubles is exact for every step, and the picture says so", () => {
    const { view } = run({ f1: "double" });
    expect(view("curve")).toHaveLength(1);
    expect(JSON.stringify(view("text"))).toContain("gives the product exactly");
  });
});

describe("what the player is given", () => {
  const finite = (value: unknown): boolean =>
    typeof value !== "object" || value === null
      ? typeof value !== "number" || Number.isFinite(value)
      : Object.values(value).every(finite);

  it("every option of the prediction can be answered, and every outcome is an option", () => {
    const values = lab.prediction!.options.map((option) => option.value);
    const chains = [loss, { f1: "relu" }, { f1: "sqrt" }, { f1: "tanh", times: 10 }, {}];
    for (const chain of chains)
      for (const scheme of ["forward", "backward", "central"])
        expect(values).toContain(run({ ...chain, scheme }).outcome);
  });

  it("pictures hold finite numbers only, whatever the chain does", () => {
    for (const chain of [{ f1: "log" }, { f1: "exp", times: 10, x: 3 }, { f1: "sqrt", x: -1 }, loss, {}]) {
      const { state, values } = run(chain);
      expect(lab.views(state, values).every(finite), JSON.stringify(chain)).toBe(true);
    }
  });

  it("a chain of fifty is drawn in at most nine columns, the last function among them", () => {
    const values = { ...defaults, ...loss, times: 10 };
    let state = lab.init(values, random);
    for (let done = 0; done <= 50; done++) {
      const graph = lab.views(state, values).find((view) => view.kind === "graph")!;
      expect(graph.nodes.length).toBeLessThanOrEqual(9);
      expect(graph.nodes.map((node) => node.rank)).toEqual(graph.nodes.map((_, i) => i));
      expect(graph.nodes.filter((node) => node.state === "active").map((node) => node.id)).toEqual([
        String(done),
      ]);
      state = lab.step(state, values, random);
    }
  });

  it("a step leaves the state that it was given as it was", () => {
    const values = { ...defaults, ...loss, x: 0.5 };
    const state = lab.init(values, random);
    const before = JSON.stringify(state);
    lab.step(state, values, random);
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe("numbers as text", () => {
  it("keeps five digits, and writes small and large ones with a power of ten", () => {
    expect([0.5378828427, -2, 0, -0, 123456, 3814279.1, -2.16551e-10, 1e-5].map((x) => show(x))).toEqual([
      "0.53788",
      "−2",
      "0",
      "0",
      "123460",
      "3.8143·10⁶",
      "−2.1655·10⁻¹⁰",
      "10⁻⁵",
    ]);
    expect([Number.NaN, Number.NEGATIVE_INFINITY].map((x) => show(x))).toEqual(["NaN", "−∞"]);
    expect([0.1, 1e-14, 10 ** -5.5].map(power)).toEqual(["10⁻¹", "10⁻¹⁴", "3.2·10⁻⁶"]);
  });
});
