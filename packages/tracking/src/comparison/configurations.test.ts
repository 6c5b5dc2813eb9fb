import { describe, expect, it } from "vitest";
import { configurations, differing, nameOf, valueText } from "./configurations.ts";
import { row } from "./rows.fixture.ts";

const seedsOf = (rows: Parameters<typeof configurations>[0]) =>
  configurations(rows).map((one) => one.rows.map(({ seed }) => seed));

describe("configurations", () => {
  it("are runs of one experiment with the same flags, seeds in order", () => {
    const slow = { lr: 0.01, epochs: 3 };
    const rows = [row(2, 1), row(0, 1), row(0, 1, { config: slow }), row(1, 1, { config: slow })];
    expect(seedsOf(rows)).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(configurations(rows).map(({ id }) => id)).toEqual([rows[0]!.id, rows[2]!.id]);
  });

  it("do not depend on the order of the flags or of the runs", () => {
    const rows = [
      row(0, 1, { config: { a: 1, b: { c: 1, d: 2 } } }),
      row(1, 1, { config: { b: { d: 2, c: 1 }, a: 1 } }),
    ];
    expect(seedsOf(rows)).toEqual([[0, 1]]);
    expect(configurations(rows.toReversed())).toEqual(configurations(rows));
  });

  it("of two experiments are two", () =>
    expect(seedsOf([row(0, 1), row(0, 1, { experiment: "test/other" })])).toHaveLength(2));

  it("that were launched again with the same seeds stand apart; with others they are more seeds", () => {
    const launch = (group: string, seeds: number[]) => seeds.map((seed) => row(seed, 1, { group }));
    const again = configurations([
      ...launch("a", [0, 1]),
      ...launch("b", [0, 1]),
      ...launch("a-held-out", [1002]),
    ]);
    expect(again.map(({ rows }) => rows.map(({ seed }) => seed))).toEqual([
      [0, 1, 1002],
      [0, 1],
    ]);
    expect(again.map(({ launchedAt }) => launchedAt)).toEqual(again.map(({ rows }) => rows[0]!.createdAt));
    expect(seedsOf([...launch("c", [0, 1]), ...launch("d", [2])])).toEqual([[0, 1, 2]]);
  });

  it("differ in the flags that are not the same in all of them", () => {
    const all = configurations([row(0, 1), row(0, 1, { config: { lr: 0.1, epochs: 5, warmup: true } })]);
    expect(differing(all)).toEqual(["epochs", "warmup"]);
    expect(all.map((one) => nameOf(one, differing(all)))).toEqual([
      "epochs 3, warmup –",
      "epochs 5, warmup true",
    ]);
    expect(nameOf(all[0]!, [])).toBe("test/net");
    expect(valueText({ a: [1, "x"] })).toBe('{"a":[1,"x"]}');
  });
});
