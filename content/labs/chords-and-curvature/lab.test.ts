import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { lab } from "./lab.ts";
import { landscapes, leastCurvature } from "./landscapes.ts";
import { lowestCurvature } from "./pictures.ts";
import { type Chosen, gapOf, go, isDone, mostSteps, perStep, type State, start } from "./state.ts";

const defaults: Chosen = { landscape: "bump", strength: 0.4, chords: "any" };
const seeds = [1, 2, 3, 4, 5];

function run(change: Partial<Chosen>, seed = 1): { state: State; chosen: Chosen } {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let state = start();
  while (!isDone(state)) state = go(state, chosen, random);
  return { state, chosen };
}

const below = (change: Partial<Chosen>): number[] => seeds.map((seed) => run(change, seed).state.below);

describe("by hand", () => {
  it("x² + 3xy + y² has the curvatures 5 and −1, and its falling diagonal a chord 1 below the graph", () => {
    const { hessian } = landscapes.mixed!;
    expect(leastCurvature(hessian(0.3, 1, 3))).toBeCloseTo(-1, 12);
    // Both ends (1, −1) and (−1, 1) have the value 2 − 3 = −1, the middle 0.
    const chosen = { ...defaults, landscape: "mixed", strength: 3 };
    expect(gapOf(chosen, [1, -1], [-1, 1], 0.5)).toBeCloseTo(-1, 12);
    expect(gapOf(chosen, [1, 1], [-1, -1], 0.5)).toBeCloseTo(5, 12);
  });

  it("the bump bends down in its middle from c = 1/4 on: 1 − c / 0.5²", () => {
    const { hessian } = landscapes.bump!;
    expect(leastCurvature(hessian(0.8, 0.4, 0.25))).toBeCloseTo(0, 12);
    expect(leastCurvature(hessian(0.8, 0.4, 1))).toBeCloseTo(-3, 12);
  });

  it("a quarter of the way from (0, 0) to (2, 0) the chord of x² lies 3/4 above the graph", () => {
    const chosen = { ...defaults, landscape: "mixed", strength: 0 };
    // x² along the first axis: ¼ · 4 − ¼ = ¾
    expect(gapOf(chosen, [0, 0], [2, 0], 0.25)).toBeCloseTo(0.75, 12);
  });
});

describe("gradients and Hessians", () => {
  it("agree with differences of the landscape, at twenty places and two values of c", () => {
    const draw = new Philox(9);
    const h = 1e-5;
    for (const [name, { f, gradient, hessian }] of Object.entries(landscapes)) {
      for (let i = 0; i < 20; i++) {
        const [x, y] = [4 * draw.uniform() - 2, 4 * draw.uniform() - 2];
        const c = i % 2 === 0 ? 0.7 : 2.3;
        const [gx, gy] = gradient(x, y, c);
        expect(gx, name).toBeCloseTo((f(x + h, y, c) - f(x - h, y, c)) / (2 * h), 5);
        expect(gy, name).toBeCloseTo((f(x, y + h, c) - f(x, y - h, c)) / (2 * h), 5);
        const [xx, xy, yy] = hessian(x, y, c);
        const [right, left] = [gradient(x + h, y, c), gradient(x - h, y, c)];
        expect(xx, name).toBeCloseTo((right[0] - left[0]) / (2 * h), 5);
        expect(xy, name).toBeCloseTo((right[1] - left[1]) / (2 * h), 5);
        expect(yy, name).toBeCloseTo((gradient(x, y + h, c)[1] - gradient(x, y - h, c)[1]) / (2 * h), 5);
      }
    }
  });
});

describe("what the prompts say", () => {
  it("of x² + c·xy + y² no chord fails up to c = 2, some do at 2.05, none along the axes even at 4", () => {
    expect(below({ landscape: "mixed", strength: 2 })).toEqual([0, 0, 0, 0, 0]);
    expect(Math.min(...below({ landscape: "mixed", strength: 2.05 }))).toBeGreaterThan(0);
    expect(below({ landscape: "mixed", strength: 4, chords: "axes" })).toEqual([0, 0, 0, 0, 0]);
  });

  it("the bump of 0.4 is missed by more than 99 of 100 chords, and found by more of the short ones", () => {
    const [long, short] = [below({}), below({ chords: "short" })];
    expect(Math.max(...long)).toBeLessThan(8);
    for (const [i, found] of short.entries()) expect(found).toBeGreaterThan(long[i]!);
    expect(below({ strength: 0.25, chords: "short" })).toEqual([0, 0, 0, 0, 0]);
  });

  it("two factors fail in many directions and in none along the axes", () => {
    expect(Math.min(...below({ landscape: "factors", strength: 1 }))).toBeGreaterThan(100);
    expect(below({ landscape: "factors", strength: 1, chords: "axes" })).toEqual([0, 0, 0, 0, 0]);
  });

  it("the pit that flattens is level only at its lowest place, and still not convex", () => {
    const { gradient } = landscapes.capped!;
    const draw = new Philox(3);
    for (let i = 0; i < 50; i++) {
      const [x, y] = [4 * draw.uniform() - 2, 4 * draw.uniform() - 2];
      const [gx, gy] = gradient(x, y, 1);
      // The gradient leads away from the middle everywhere.
      expect(gx * x + gy * y).toBeGreaterThan(0);
    }
    expect(Math.min(...below({ landscape: "capped", strength: 1 }))).toBeGreaterThan(100);
  });

  it("the sum of exponentials and the planes have no failing chord and no curvature below 0", () => {
    for (const landscape of ["exponentials", "planes"]) {
      expect(below({ landscape })).toEqual([0, 0, 0, 0, 0]);
      expect(lowestCurvature({ ...defaults, landscape })).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("the count", () => {
  it("ends after 40 steps of 20 chords, and keeps the chord that lies furthest below", () => {
    const { state, chosen } = run({ strength: 2 });
    expect(state.tried).toBe(perStep * mostSteps);
    const { from, to, share, gap } = state.worst!;
    expect(gapOf(chosen, from, to, share)).toBe(gap);
    expect(gap).toBeLessThan(-0.1);
  });

  it("says which sign the curvature has where no chord has failed yet", () => {
    const chosen = { ...defaults, strength: 0.3 };
    const summary = lab.summary(start(), chosen as never);
    expect(summary).toContain("0 of 0");
    expect(summary).toContain("is below 0");
    expect(lab.summary(start(), { ...chosen, strength: 0.2 } as never)).toContain("no curvature is below 0");
  });
});

describe("what the player is given", () => {
  it("passes the battery", () => {
    expect(labFaults(lab as never)).toEqual([]);
  }, 120_000);
});
