import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { backUp, distance, fixedPoint, greedy, type Policy } from "./bellman.ts";
import { makeWorld, readMap } from "./grid.ts";
import { lab } from "./lab.ts";
import type { Chosen } from "./state.ts";

const defaults = Object.fromEntries(
  Object.entries(lab.parameters).map(([name, { default: value }]) => [name, value]),
) as unknown as Chosen;

function run(chosen: Partial<Chosen>, seed = 1) {
  const values = { ...defaults, ...chosen };
  const random = new Philox(seed);
  let state = lab.init(values, random);
  for (let steps = 0; !lab.finished(state, values); steps++) {
    if (steps > 100) throw new Error("the lab does not end");
    state = lab.step(state, values, random);
  }
  return { state, values, outcome: lab.prediction!.outcome(state, values) };
}

const world = (map: string, rules: Partial<{ move: number; pit: number; slip: number }> = {}) =>
  makeWorld(map, { move: 0, pit: -20, slip: 0, ...rules });

describe("the grid, by hand", () => {
  it("a corridor of two cells before an exit that pays 10: 10γ and 10γ² for free moves", () => {
    expect(fixedPoint(world("..+"), "best", 0.5)).toEqual([2.5, 5, 10]);
    expect(fixedPoint(world("..+"), "right", 0.5)).toEqual([2.5, 5, 10]);
  });

  it("a lone cell that pays 1 a move is worth 1/(1 − γ)", () => {
    expect(fixedPoint(world(".", { move: 1 }), "random", 0.75)![0]).toBeCloseTo(4, 12);
  });

  it("a slip of 0.4 in a corridor stays put four times in ten: v = 0.9 (0.6 · 10 + 0.4 v)", () => {
    expect(fixedPoint(world(".+", { slip: 0.4 }), "best", 0.9)![0]).toBeCloseTo(5.4 / 0.64, 12);
  });

  it("walls and the edge stop a move; of equal actions the first is shown", () => {
    const { moves } = world("...+/.#../....");
    expect(moves[1]![2]![0]!.to).toBe(1);
    expect(moves[0]![3]![0]!.to).toBe(0);
    expect(moves[5]).toEqual([]);
    expect(greedy(world("..."), [0, 0, 0], 1)).toBe(0);
  });

  it("refuses what is no map, in words", () => {
    expect(() => readMap("..x")).toThrow(/"x" stands in it/);
    expect(() => readMap("💥.")).toThrow(/"💥" stands in it/);
    expect(() => readMap("../...")).toThrow(/row 2 has 3 cells, the first has 2/);
    expect(() => readMap("  ")).toThrow(/empty/);
    expect(() => readMap("##+")).toThrow(/no floor/);
    expect(() => readMap("........")).toThrow(/at most 7 of 7/);
  });
});

describe("the operators", () => {
  const random = new Philox(3);
  const grid = world("....+/.#..-/.....", { move: -0.2, slip: 0.2 });
  const guess = () => grid.cells.map(() => 40 * random.uniform() - 20);

  it("multiply the distance of two tables by γ at most, for each policy", () => {
    for (let trial = 0; trial < 50; trial++) {
      const [v, w] = [guess(), guess()];
      for (const policy of ["best", "random", "right", "down"] as Policy[])
        expect(distance(backUp(grid, v, policy, 0.9), backUp(grid, w, policy, 0.9))).toBeLessThanOrEqual(
          0.9 * distance(v, w) + 1e-12,
        );
    }
  });

  it("leave the solution as it is, and no policy beats the best one anywhere", () => {
    const best = fixedPoint(grid, "best", 0.9)!;
    expect(distance(best, backUp(grid, best, "best", 0.9))).toBeLessThan(1e-10);
    for (const policy of ["random", "right", "down"] as Policy[]) {
      const v = fixedPoint(grid, policy, 0.9)!;
      expect(distance(v, backUp(grid, v, policy, 0.9))).toBeLessThan(1e-10);
      for (const [s, x] of v.entries()) expect(x).toBeLessThanOrEqual(best[s]! + 1e-10);
    }
  });
});

describe("what the lab tells the reader", () => {
  it("with exits the guesses meet faster than γ, without them as fast, for five seeds", () => {
    for (let seed = 1; seed <= 5; seed++) {
      expect(run({}, seed).outcome).toBe("faster");
      expect(run({ map: "...../.#.../....." }, seed).outcome).toBe("bound");
    }
  });

  it("without exits and discount they stop apart, and no solution is claimed", () => {
    const { state, outcome } = run({ map: "...../.#.../.....", gamma: 1, policy: "random" });
    expect(outcome).toBe("never");
    expect(state.exact).toBeUndefined();
    expect(state.history.at(-1)!.apart).toBeGreaterThan(0.1);
  });

  it("cell 9 points up for slips of 0 and 0.1, and away from the exit − for 0.2", () => {
    const arrow = (slip: number) => {
      const { state } = run({ slip });
      return greedy(state.world, state.first, 8);
    };
    expect([arrow(0), arrow(0.1), arrow(0.2)]).toEqual([0, 0, 3]);
  });

  it("a move that costs 8 makes the exit that costs 20 the cheaper one from below it", () => {
    const { state } = run({ move: -8 });
    expect(greedy(state.world, state.first, 14)).toBe(0);
    const calm = run({}).state;
    expect(greedy(calm.world, calm.first, 14)).toBe(3);
  });

  it("a cell beyond the map, a wall and an exit are answered in words", () => {
    const said = (cell: number) => {
      const { state, values } = run({ cell });
      return JSON.stringify(lab.views(state, values).at(-1));
    };
    expect(said(49)).toContain("15 cells");
    expect(said(7)).toContain("wall");
    expect(said(5)).toContain("pays: 10");
  });
});
