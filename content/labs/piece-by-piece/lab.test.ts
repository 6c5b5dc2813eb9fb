import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { cols, drawings, rows, sampled } from "./drawings.ts";
import { lab } from "./lab.ts";
import {
  type Chosen,
  go,
  isDone,
  numbersPerPiece,
  piecesOf,
  type State,
  size,
  start,
  toATenth,
} from "./state.ts";

const defaults: Chosen = { drawing: "letter", turn: 0, noise: 0, order: "largest" };

function run(change: Partial<Chosen>, seed = 1): { first: State; last: State } {
  const chosen = { ...defaults, ...change };
  const first = start(chosen, new Philox(seed));
  let last = first;
  while (!isDone(last)) last = go(last);
  return { first, last };
}

const rank = (change: Partial<Chosen>) => run(change).first.pieces.length;

/** After how many pieces the sum comes closest to the drawing without noise. */
function best({ last }: { last: State }): number {
  const found = last.history.map(({ toClean }) => toClean);
  return found.indexOf(Math.min(...found));
}

describe("by hand", () => {
  it("a matrix of ones is one piece, √(24 · 32) large, with a constant row and a constant column", () => {
    const [piece, ...others] = piecesOf(Array.from({ length: rows * cols }, () => 1));
    expect(others).toEqual([]);
    expect(piece!.value).toBeCloseTo(Math.sqrt(768), 10);
    for (const x of piece!.u) expect(Math.abs(x)).toBeCloseTo(1 / Math.sqrt(24), 12);
  });

  it("two entries 3 and 4 in different rows and columns are the singular values 4 and 3", () => {
    const matrix = Array.from({ length: rows * cols }, () => 0);
    matrix[5] = 3;
    matrix[2 * cols + 7] = -4;
    expect(piecesOf(matrix).map(({ value }) => value)).toEqual([4, 3]);
  });

  it("a piece is kept as 57 numbers, so that 14 of them are more than the 768 of the picture", () => {
    expect(numbersPerPiece).toBe(57);
    expect(14 * 57).toBeGreaterThan(768);
    expect(13 * 57).toBeLessThan(768);
  });
});

describe("what the prompts say", () => {
  it("a bar along the axes is one piece, six at 5° and 18 at 45°", () => {
    expect([0, 5, 45].map((turn) => rank({ drawing: "bar", turn }))).toEqual([1, 6, 18]);
  });

  it("the wave is two pieces at every angle, the chequerboard only along the axes", () => {
    for (let turn = 0; turn <= 90; turn += 5) expect(rank({ drawing: "wave", turn }), `${turn}°`).toBe(2);
    expect(rank({ drawing: "checks" })).toBe(2);
    expect(rank({ drawing: "checks", turn: 45 })).toBeGreaterThan(10);
  });

  it("with noise 0.3 the letter is met best after two or three pieces, for ten seeds", () => {
    for (let seed = 0; seed < 10; seed++) {
      const after = best(run({ noise: 0.3 }, seed));
      expect([2, 3], `seed ${seed}`).toContain(after);
    }
  });

  it("blank paper with noise has no drop: the second value is above 0.85 of the first, for ten seeds", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { pieces } = run({ drawing: "nothing", noise: 0.3 }, seed).first;
      expect(pieces[1]!.value / pieces[0]!.value).toBeGreaterThan(0.85);
    }
    const { pieces } = run({ noise: 0.3 }).first;
    expect(pieces[1]!.value / pieces[0]!.value).toBeLessThan(0.6);
  });
});

describe("adding pieces", () => {
  it("ends with the picture, whatever the order", () => {
    for (const order of ["largest", "smallest", "random"]) {
      const { last } = run({ noise: 0.2, order });
      expect(last.history).toHaveLength(25);
      expect(last.history.at(-1)!.toGiven).toBeLessThan(1e-9);
      expect(last.history.at(-1)!.toClean).toBeCloseTo(size(last.given.map((x, i) => x - last.clean[i]!)), 9);
    }
  });

  it("leaves the square root of the squares of the values that are missing", () => {
    const { last } = run({ noise: 0.2 });
    for (const [k, { toGiven }] of last.history.entries())
      expect(toGiven).toBeCloseTo(size(last.pieces.slice(k).map(({ value }) => value)), 9);
  });

  it("from the largest leaves less than any other order at each step", () => {
    const of = (order: string) => run({ noise: 0.2, order }).last.history.map(({ toGiven }) => toGiven);
    const [largest, smallest] = [of("largest"), of("smallest")];
    const random = of("random");
    for (let k = 1; k < 24; k++) {
      expect(largest[k]!).toBeLessThan(smallest[k]!);
      expect(largest[k]!).toBeLessThanOrEqual(random[k]!);
    }
  });

  it("needs 3 pieces for a tenth of the letter without noise, and more than 12 with noise 0.1", () => {
    expect(toATenth(run({}).first)).toBe(3);
    expect(toATenth(run({ noise: 0.1 }).first)).toBeGreaterThan(12);
  });

  it("of blank paper without noise there is nothing to add, and the views still stand", () => {
    const chosen = { ...defaults, drawing: "nothing" };
    const state = start(chosen, new Philox(1));
    expect(isDone(state)).toBe(true);
    expect(lab.summary(state, chosen as never)).toContain("0 pieces of 0");
    expect(lab.views(state, chosen as never)).toHaveLength(6);
  });
});

describe("the drawings", () => {
  it("keep their ink when they are turned by 90°, as far as they stay in the picture", () => {
    const ink = (name: string, turn: number) => sampled(name, turn).reduce((sum, x) => sum + x, 0);
    for (const name of ["letter", "disc"]) expect(ink(name, 90) / ink(name, 0)).toBeCloseTo(1, 1);
  });

  it("have entries between 0 and 1, the wave between −1 and 1", () => {
    for (const name of Object.keys(drawings)) {
      const found = sampled(name, 20);
      expect(Math.max(...found)).toBeLessThanOrEqual(1);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(name === "wave" ? -1 : 0);
    }
  });
});

describe("what the player is given", () => {
  it("passes the battery", () => {
    expect(labFaults(lab as never)).toEqual([]);
  }, 120_000);
});
