import type { GraphView } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { curveThrough, layOut } from "./graph-layout.ts";

const node = (id: string, rank: number): GraphView["nodes"][number] => ({
  id,
  rank,
  label: id,
  lines: [{ text: "1", tone: "ink" }],
  state: "idle",
});
const edge = (from: string, to: string): GraphView["edges"][number] => ({ from, to, tone: "ink" });

describe("layOut", () => {
  const view = {
    nodes: [
      node("a", 0),
      node("b", 0),
      node("c", 0),
      node("ab", 1),
      node("sum", 2),
      node("tanh", 1),
      node("out", 3),
    ],
    edges: [
      edge("a", "ab"),
      edge("b", "ab"),
      edge("ab", "sum"),
      edge("c", "sum"),
      edge("a", "tanh"),
      edge("sum", "out"),
      edge("tanh", "out"),
    ],
  };
  const placed = layOut(view);

  it("puts ranks from left to right and lets no two nodes overlap", () => {
    for (const one of placed.nodes) {
      for (const other of placed.nodes) {
        if (one === other) continue;
        if (one.node.rank < other.node.rank) expect(one.x + one.width).toBeLessThan(other.x);
        if (one.node.rank !== other.node.rank) continue;
        expect(one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
      }
    }
  });

  it("leads a long edge past the nodes between its ends", () => {
    const long = placed.edges.find(({ edge: { from, to } }) => from === "c" && to === "sum")!;
    const [, y] = long.points[1]!;
    for (const { node: other, y: top, height } of placed.nodes)
      if (other.rank === 1) expect(y < top || y > top + height).toBe(true);
  });

  it("stays inside its sheet", () => {
    for (const { x, y, width, height } of placed.nodes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(placed.width);
      expect(y + height).toBeLessThanOrEqual(placed.height);
    }
  });

  it("lays out one node, none, and an edge to nowhere is an error", () => {
    expect(layOut({ nodes: [node("a", 0)], edges: [] }).nodes).toHaveLength(1);
    expect(layOut({ nodes: [], edges: [] }).nodes).toEqual([]);
    expect(() => layOut({ nodes: [node("a", 0)], edges: [edge("a", "z")] })).toThrow(
      "both ends must be nodes",
    );
  });

  it("a curve leaves and arrives level", () => {
    expect(
      curveThrough([
        [0, 0],
        [10, 20],
      ]),
    ).toBe("M0,0 C5,0 5,20 10,20");
  });
});
