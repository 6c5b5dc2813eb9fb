import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { lab } from "./lab.ts";
import { type Chosen, dominant, eigenvalues, eigenvector, matrixOf, presets, times } from "./matrices.ts";
import { go, isDone, type State, shrinking, start } from "./state.ts";

const defaults: Chosen = { matrix: "moves", angle: 0, a: 1, b: 1, c: 0.5, d: -1 };

function run(change: Partial<Chosen>, steps = 30): { state: State; chosen: Chosen } {
  const chosen = { ...defaults, ...change };
  let state = start(chosen);
  for (let k = 0; k < steps && !isDone(state); k++) state = go(state, chosen);
  return { state, chosen };
}

describe("by hand", () => {
  it("(2, 1), (1, 2) has the values 3 and 1, on the two diagonals", () => {
    const { entries } = presets.symmetric!;
    expect(eigenvalues(entries)).toEqual({ real: true, values: [3, 1] });
    const [x, y] = eigenvector(entries, 3)!;
    expect(x / y).toBeCloseTo(1, 12);
    const [u, v] = eigenvector(entries, 1)!;
    expect(u / v).toBeCloseTo(-1, 12);
  });

  it("people who move have the values 1 and 0.7, and the direction (1, 2) wins", () => {
    const winner = dominant(presets.moves!.entries)!;
    expect(winner.value).toBeCloseTo(1, 12);
    expect(winner.rate).toBeCloseTo(0.7, 12);
    expect(winner.vector[1] / winner.vector[0]).toBeCloseTo(2, 10);
  });

  it("a turn has 1 ± i/2, the shear a double 1 with one direction, the mirror 1 and −1", () => {
    expect(eigenvalues(presets.turn!.entries)).toEqual({ real: false, re: 1, im: 0.5 });
    expect(eigenvalues(presets.shear!.entries)).toEqual({ real: true, values: [1, 1] });
    expect(Math.abs(eigenvector(presets.shear!.entries, 1)![0])).toBe(1);
    expect(eigenvalues(presets.mirror!.entries)).toEqual({ real: true, values: [1, -1] });
    for (const name of ["turn", "shear", "mirror"]) expect(dominant(presets[name]!.entries)).toBeUndefined();
  });

  it("two steps of the mirror from 30° are back at 30°", () => {
    const { state } = run({ matrix: "mirror", angle: 30 }, 2);
    expect(state.history[2]!.x[0]).toBeCloseTo(state.history[0]!.x[0], 12);
    expect(state.history[1]!.x[0]).toBeCloseTo(Math.sin(Math.PI / 6), 12);
  });
});

describe("eigenvectors", () => {
  it("are only scaled, for every preset with real values", () => {
    for (const [name, { entries }] of Object.entries(presets)) {
      const found = eigenvalues(entries);
      if (!found.real) continue;
      for (const value of found.values) {
        const v = eigenvector(entries, value)!;
        const image = times(entries, v);
        expect(image[0], name).toBeCloseTo(value * v[0], 10);
        expect(image[1], name).toBeCloseTo(value * v[1], 10);
      }
    }
  });

  it("of twice the identity are all vectors", () => {
    expect(eigenvector({ a: 2, b: 0, c: 0, d: 2 }, 2)).toBeUndefined();
    const chosen: Chosen = { ...defaults, matrix: "own", a: 2, b: 0, c: 0, d: 2 };
    expect(lab.summary(start(chosen), chosen as never)).toContain("every vector");
  });
});

describe("the iteration", () => {
  it("of matrices with a winner shrinks the angle by |λ₂/λ₁| in each late step", () => {
    for (const matrix of ["moves", "symmetric", "grows"]) {
      const { state, chosen } = run({ matrix, angle: 20 });
      expect(shrinking(state, chosen), matrix).toBe("rate");
    }
  });

  it("of a symmetric matrix leaves the quotient an error that shrinks by the square", () => {
    const { state } = run({ matrix: "symmetric", angle: 10 }, 8);
    const errors = state.history.map(({ quotient }) => 3 - quotient);
    expect(errors[8]! / errors[7]!).toBeCloseTo(1 / 9, 3);
  });

  it("of the shear comes nearer like 1/k: the second entry halves from 10 to 20 steps", () => {
    const { state, chosen } = run({ matrix: "shear", angle: 90 });
    const [, ten] = state.history[10]!.x;
    const [, twenty] = state.history[20]!.x;
    expect(ten / twenty).toBeCloseTo(2, 1);
    expect(shrinking(state, chosen)).toBe("none");
  });

  it("can grow although both eigenvalues are below 1", () => {
    const { state } = run({ matrix: "grows", angle: 90 });
    expect(Math.max(...state.history.map(({ size }) => size))).toBeGreaterThan(3);
    expect(state.history.at(-1)!.size).toBeLessThan(0.5);
  });

  it("of (1, 1), (1, 1), whose smaller value is 0, leaves no angle after one step: the rate 0", () => {
    const { state, chosen } = run({ matrix: "own", a: 1, b: 1, c: 1, d: 1, angle: 10 });
    expect(state.history[1]!.off).toBeLessThan(1e-15);
    expect(shrinking(state, chosen)).toBe("rate");
    expect(
      shrinking(
        ...(Object.values(run({ matrix: "own", a: 1, b: 1, c: 1, d: 1, angle: 45 })) as [State, Chosen]),
      ),
    ).toBe("none");
  });

  it("ends where Ax is 0", () => {
    const { state, chosen } = run({ matrix: "own", a: 0, b: 1, c: 0, d: 0, angle: 90 });
    expect(state.history).toHaveLength(2);
    expect(isDone(state)).toBe(true);
    expect(lab.summary(state, chosen as never)).toContain("it ends here");
    expect(matrixOf(chosen)).toEqual({ a: 0, b: 1, c: 0, d: 0 });
  });
});

describe("what the player is given", () => {
  it("passes the battery", () => {
    expect(labFaults(lab as never)).toEqual([]);
  }, 120_000);
});
