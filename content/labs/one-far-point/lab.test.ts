import { ols } from "@blankfile/statistics";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { curvatures, descend, excess, loss } from "./descent.ts";
import { lab } from "./lab.ts";
import { leastAbsolute, leastSquares, leverages, type Point } from "./line.ts";
import { pull } from "./state.ts";

const defaults = { px: 40, py: 70, counts: true, noise: 3, origin: 0, rate: 1 };
const five: Point[] = [8, 12, 13, 17, 20].map((y, i) => ({ x: i + 1, y }));

function run(chosen: Partial<typeof defaults>, seed = 1) {
  const values = { ...defaults, ...chosen };
  const random = new Philox(seed);
  let state = lab.init(values, random);
  for (let frames = 0; !lab.finished(state, values); frames++) {
    if (frames > 90) throw new Error("the lab does not end");
    state = lab.step(state, values, random);
  }
  return { state, values, last: state.path.at(-1)!, outcome: lab.prediction!.outcome(state, values) };
}

describe("the line, by hand", () => {
  it("through 8, 12, 13, 17, 20 at 1 to 5 is 5.3 + 2.9 x", () => {
    const line = leastSquares(five);
    expect(line.slope).toBeCloseTo(2.9, 14);
    expect(line.intercept).toBeCloseTo(5.3, 13);
  });

  it("has leverages 3/5, 3/10, 1/5, 3/10, 3/5 there, which add up to its two weights", () => {
    const expected = [0.6, 0.3, 0.2, 0.3, 0.6];
    for (const [i, h] of leverages(five).entries()) expect(h).toBeCloseTo(expected[i]!, 14);
  });

  it("of least absolute errors passes through four points on a line and leaves the fifth alone", () => {
    const line = leastAbsolute([...[1, 2, 3, 4].map((x) => ({ x, y: 2 * x })), { x: 5, y: 100 }]);
    expect([line.intercept, line.slope]).toEqual([0, 2]);
  });

  it("agrees with the statistics package on the lab's points", () => {
    const { state } = run({});
    const X = state.points.map(({ x }) => [1, x]);
    const { params } = ols(
      state.points.map(({ y }) => y),
      X,
    );
    expect(state.best.intercept).toBeCloseTo(params[0]!, 9);
    expect(state.best.slope).toBeCloseTo(params[1]!, 10);
  });
});

describe("the descent", () => {
  it("takes one step from 0 against the gradient (−14, −47.8) of the five", () => {
    const [large] = curvatures(five);
    const next = descend(five, { intercept: 0, slope: 0 }, 0.5);
    expect(next.intercept).toBeCloseTo((0.5 / large) * 14, 12);
    expect(next.slope).toBeCloseTo((0.5 / large) * 47.8, 12);
  });

  it("has curvatures whose sum is 1 + mean x² = 12 and whose product is the variance 2 of x", () => {
    const [large, small] = curvatures(five);
    expect(large + small).toBeCloseTo(12, 12);
    expect(large * small).toBeCloseTo(2, 12);
  });

  it("measures the loss above the least without subtracting two losses", () => {
    const line = { intercept: 4, slope: 3 };
    const best = leastSquares(five);
    expect(excess(five, line)).toBeCloseTo(loss(five, line) - loss(five, best), 12);
  });

  it("ends at the line of least squares for a step of 1.9, and runs away at 2.1", () => {
    const { state, last } = run({ rate: 1.9 });
    expect(last.line.slope).toBeCloseTo(state.best.slope, 4);
    expect(run({ rate: 2.1 }).state.ranAway).toBe(true);
  });

  it("adding 50 km to every distance leaves the fit as it was and makes the valley over a hundred times as long", () => {
    const near = run({ counts: false });
    const far = run({ counts: false, origin: 50 });
    expect(far.state.best.slope).toBeCloseTo(near.state.best.slope, 8);
    const ratio = ([large, small]: [number, number]) => large / small;
    expect(ratio(far.state.lambda)).toBeGreaterThan(100 * ratio(near.state.lambda));
    expect(near.last.taken).toBeLessThan(10_000);
    expect(far.last.excess).toBeGreaterThan(1e-3);
  });
});

describe("the reader's delivery", () => {
  it("misses the line by 1 − h times what it misses the others' line by", () => {
    const { state } = run({});
    const { leverage, yours } = pull(state);
    const alone = state.yours.y - (state.without.intercept + state.without.slope * state.yours.x);
    expect(yours).toBeCloseTo((1 - leverage) * alone, 9);
  });

  it("55 minutes off at 40 km is not the largest residual, whatever the seed", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const state = lab.init(defaults, new Philox(seed));
      expect(lab.prediction!.outcome(state, defaults), `seed ${seed}`).toBe("other");
    }
  });

  it("the same 70 minutes at 5 km are the largest residual, and hardly bend the line", () => {
    const near = run({ px: 5 });
    expect(near.outcome).toBe("yours");
    expect(Math.abs(near.state.best.slope - near.state.without.slope)).toBeLessThan(0.1);
  });

  it("with least absolute errors hardly matters at 20 km, and draws the line at 40 km", () => {
    const slope = (px: number, py: number) => run({ px, py }).state.absolute.slope;
    for (const py of [0, 150]) expect(Math.abs(slope(20, py) - 3)).toBeLessThan(0.7);
    expect(slope(40, 0)).toBeLessThan(0);
  });

  it("is drawn but not fitted where it does not count", () => {
    const { state, values } = run({ counts: false });
    expect(state.best).toEqual(state.without);
    expect(lab.table(state, values).rows[0]!.at(-1)).toBe(0);
    expect(JSON.stringify(lab.views(state, values))).toContain("does not count");
  });
});

it("every picture holds finite numbers, at the ends of every parameter", () => {
  const finite = (value: unknown): boolean =>
    typeof value !== "object" || value === null
      ? typeof value !== "number" || Number.isFinite(value)
      : Object.values(value).every(finite);
  for (const chosen of [{ rate: 2.5 }, { noise: 0, px: 5, py: 20 }, { px: 0 }, { py: 150, px: 40 }]) {
    const { state, values } = run(chosen);
    expect(lab.views(state, values).every(finite)).toBe(true);
  }
});
