import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeLength, type ModuleEdge } from "./module-edges.ts";
import { orderModules } from "./order-modules.ts";

describe("edgeLength", () => {
  it("weighs the distance between the centres of equal tiles", () => {
    const rows = [["a", "b"], ["c"]];
    const edges = [
      { from: "a", to: "b", weight: 1 },
      { from: "a", to: "c", weight: 3 },
    ];
    expect(edgeLength(rows, edges)).toBeCloseTo(1 * 0.5 + 3 * 0.25, 12);
  });
});

describe("orderModules", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const graph = fc.record({
    cut: fc.integer({ min: 1, max: 7 }),
    edges: fc.array(
      fc.record({
        from: fc.constantFrom(...names),
        to: fc.constantFrom(...names),
        weight: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 20 },
    ),
  });
  const rowsOf = (cut: number) => [names.slice(0, cut), names.slice(cut)];
  const withoutLoops = (edges: ModuleEdge[]) => edges.filter(({ from, to }) => from !== to);

  it("keeps each module in its layer and is never longer than the order it was given", () => {
    fc.assert(
      fc.property(graph, ({ cut, edges }) => {
        const given = rowsOf(cut);
        const kept = withoutLoops(edges);
        const order = orderModules(given, kept);
        expect(order.map((row) => [...row].sort())).toEqual(given);
        expect(edgeLength(order, kept)).toBeLessThanOrEqual(edgeLength(given, kept) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it("finds the shortest order where all orders can be tried", () => {
    const rows = [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ];
    const edges = [
      { from: "a", to: "f", weight: 2 },
      { from: "b", to: "d", weight: 3 },
      { from: "c", to: "e", weight: 1 },
      { from: "a", to: "e", weight: 1 },
      { from: "d", to: "f", weight: 2 },
    ];
    const all = permutations(rows[0]!).flatMap((one) =>
      permutations(rows[1]!).map((other) => edgeLength([one, other], edges)),
    );
    expect(edgeLength(orderModules(rows, edges), edges)).toBeCloseTo(Math.min(...all), 9);
  });
});

function permutations(items: string[]): string[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
