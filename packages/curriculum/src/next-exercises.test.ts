import { describe, expect, it } from "vitest";
import {
  nearlyStartable,
  nextExercise,
  type PracticeItem,
  type PracticeState,
  startable,
} from "./next-exercises.ts";

const item = (slug: string, topic: string, more: Partial<PracticeItem> = {}): PracticeItem => ({
  slug,
  topic,
  module: "m1",
  layer: "1",
  difficulty: 2,
  requires: [],
  ...more,
});
const items = [
  item("sum", "sums"),
  item("mean", "means", { requires: ["sums"], difficulty: 3 }),
  item("spread", "spreads", { requires: ["means"], module: "m2" }),
  item("dot", "dots", { module: "m2", difficulty: 1 }),
  item("norm", "norms", { module: "m2", requires: ["dots"] }),
];
const standing = (known: string[] = [], passed: string[] = [], plan: string[] = []): PracticeState => ({
  known: new Set(known),
  passed: new Set(passed),
  plan,
});
const slugs = (list: readonly PracticeItem[]) => list.map(({ slug }) => slug);
const next = (at: PracticeState, last?: PracticeItem) => {
  const found = nextExercise(items, at, last);
  return found && [found.item.slug, found.because];
};

describe("what can be started", () => {
  it("needs nothing unknown and is not passed; the easy ones come first", () => {
    expect(slugs(startable(items, standing()))).toEqual(["dot", "sum"]);
    expect(slugs(startable(items, standing(["sums"], ["sum"])))).toEqual(["dot", "mean"]);
  });

  it("begins with what the plan asks for, in the plan's order", () => {
    expect(slugs(startable(items, standing(["dots"], ["dot"], ["norms", "sums"])))).toEqual(["norm", "sum"]);
    expect(slugs(startable(items, standing([], [], ["sums"])))).toEqual(["sum", "dot"]);
  });
});

describe("what can nearly be started", () => {
  it("lacks the least first, then lies in the lowest layer, then is easy", () => {
    const list = [
      item("far", "a", { requires: ["x", "y"], layer: "0A", difficulty: 1 }),
      item("high", "b", { requires: ["x"], layer: "2", difficulty: 1 }),
      item("low", "c", { requires: ["x"], layer: "0B", difficulty: 3 }),
      item("easy", "d", { requires: ["y"], layer: "0B", difficulty: 2 }),
    ];
    expect(slugs(nearlyStartable(list, standing()))).toEqual(["easy", "low", "high", "far"]);
    expect(nextExercise(list, standing())).toMatchObject({ item: { slug: "easy" }, missing: ["y"] });
    expect(nextExercise(list, standing(["x"]))).toMatchObject({ item: { slug: "high" }, missing: [] });
  });
});

describe("the next exercise", () => {
  const [sum, mean] = [items[0]!, items[1]!];
  it("is the plan's, else one that builds on the topic passed, else the module's, else the easiest", () => {
    expect(next(standing(["sums"], ["sum"], ["dots"]), sum)).toEqual(["dot", "plan"]);
    expect(next(standing(["sums"], ["sum"]), sum)).toEqual(["mean", "opened"]);
    expect(next(standing(["means"], ["mean"]), mean)).toEqual(["spread", "opened"]);
    expect(next(standing(["means", "spreads"], ["mean", "spread"]), mean)).toEqual(["sum", "module"]);
    expect(next(standing(["sums", "means", "spreads"], ["sum", "mean", "spread"]), mean)).toEqual([
      "dot",
      "easiest",
    ]);
  });

  it("without one before it is the first that can be started, and never the one just done", () => {
    expect(next(standing())).toEqual(["dot", "easiest"]);
    expect(next(standing(), items[3])?.[0]).toBe("sum");
    expect(next(standing([], slugs(items)))).toBeUndefined();
  });
});
