import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { addingProblem, copyMemory } from "./sequence-tasks.ts";

describe("addingProblem", () => {
  it("marks one number in each half, and its answer is their sum", () => {
    const { x, y } = addingProblem({ batchSize: 20, length: 7, rng: new Philox(0) });
    for (const [b, sequence] of (x.toArray() as [number, number][][]).entries()) {
      const marked = sequence.flatMap(([, mark], t) => (mark === 1 ? [t] : []));
      expect(marked.length).toBe(2);
      expect(marked[0]! < 3 && marked[1]! >= 3).toBe(true);
      expect(y.data[b]).toBeCloseTo(sequence[marked[0]!]![0] + sequence[marked[1]!]![0], 6);
    }
  });

  it("costs 1/6 to one who always says 1", () => {
    const { y } = addingProblem({ batchSize: 20_000, length: 4, rng: new Philox(1) });
    // The square of the error has a deviation of √(7/180) = 0.197; three standard errors are 0.0042.
    expect(Math.abs(y.sub(1).pow(2).mean().item() - 1 / 6)).toBeLessThan(0.0042);
  });

  it("refuses a sequence without two halves", () => {
    expect(() => addingProblem({ batchSize: 1, length: 1, rng: new Philox(0) })).toThrow(/sizes 1 and 1/);
  });
});

describe("copyMemory", () => {
  it("asks for two symbols after a delay of three", () => {
    const { x, y, baseline } = copyMemory({
      batchSize: 1,
      delay: 3,
      length: 2,
      symbols: 4,
      rng: new Philox(0),
    });
    const [a, b] = x.data as Int32Array;
    expect(x.toArray()).toEqual([[a, b, 0, 0, 5, 0, 0]]);
    expect(y.toArray()).toEqual([[0, 0, 0, 0, 0, a, b]]);
    expect([1, 2, 3, 4]).toContain(a);
    expect(baseline).toBeCloseTo((2 * Math.log(4)) / 7, 12);
  });

  it("refuses a delay that is none", () => {
    expect(() => copyMemory({ batchSize: 1, delay: 0, rng: new Philox(0) })).toThrow(/sizes 1 and 0/);
  });
});
