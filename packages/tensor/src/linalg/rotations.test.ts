import { describe, expect, it } from "vitest";
import { Philox } from "../philox.ts";
import { Rotations } from "./rotations.ts";

/** The definition: one rotation after the other. */
function oneByOne(n: number, sweeps: readonly (readonly [k: number, angle: number][])[]): Float64Array {
  const rows = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  for (const [k, angle] of sweeps.flat()) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let j = 0; j < n; j++) {
      const [p, q] = [rows[k * n + j]!, rows[(k + 1) * n + j]!];
      rows[k * n + j] = c * p + s * q;
      rows[(k + 1) * n + j] = c * q - s * p;
    }
  }
  return rows;
}

function collected(n: number, sweeps: readonly (readonly [k: number, angle: number][])[]): Float64Array {
  const rotations = new Rotations(n);
  for (const sweep of sweeps) {
    for (const [k, angle] of sweep) rotations.add(k, Math.cos(angle), Math.sin(angle));
    rotations.endSweep();
  }
  rotations.apply();
  return rotations.rows;
}

describe("Rotations", () => {
  it("turns two rows", () => {
    expect(Array.from(collected(2, [[[0, Math.PI / 2]]]), Math.round)).toEqual([0, 1, -1, 0]);
  });

  it.each([
    [1, 3],
    [10, 40],
    [81, 1],
    [96, 33],
    [130, 70],
  ])("%i rows, %i sweeps over parts of them: by tiles as one by one", (n, count) => {
    const rng = new Philox(n);
    const random = Array.from({ length: count * (n + 2) }, () => rng.uniform());
    const sweeps = Array.from({ length: count }, (_, i) => {
      const part = random.slice(i * (n + 2), (i + 1) * (n + 2));
      const from = Math.floor(part[n]! * (n - 1));
      const to = from + Math.floor(part[n + 1]! * (n - from));
      return part.slice(from, to).map((u, k): [number, number] => [from + k, 7 * u]);
    });
    const expected = oneByOne(n, sweeps);
    // Each of up to `count` rotations of a row rounds numbers of at most 1.
    collected(n, sweeps).forEach((value, at) => {
      expect(Math.abs(value - expected[at]!)).toBeLessThan(count * 1e-15 + 1e-15);
    });
  });
});
