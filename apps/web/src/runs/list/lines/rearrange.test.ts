import fc from "fast-check";
import { expect, it } from "vitest";
import { parseFilter } from "../filter.ts";
import { rowFixture } from "../run-row.fixture.ts";
import { arrange, type Wish } from "./arrange.ts";
import { rearrange } from "./rearrange.ts";
import { mergeRows } from "./row-list.ts";

const run = (n: number, acc: number, state: "finished" | "running" = "running", step = 0) =>
  rowFixture({
    id: `r${n}`,
    group: `g${Math.floor(n / 3)}`,
    seed: n % 3,
    createdAt: 100 - n,
    state,
    step,
    metrics: { acc },
  });
const rows = Array.from({ length: 9 }, (_, n) => run(n, n / 10));
const wish: Wish = { by: "launch", matches: () => true, isOpen: () => true };

it("a step that moves nothing leaves every other line the same object", () => {
  const before = arrange(rows, wish);
  const after = rearrange(before, mergeRows(rows, [run(4, 0.9, "running", 7)]), wish);
  const others = (lines: typeof before.lines) => lines.filter(({ key }) => !/r[345]|g1/.test(key));
  for (const [i, line] of others(after.lines).entries()) expect(line).toBe(others(before.lines)[i]);
  expect(after.lines.find(({ key }) => key === "r4")).toMatchObject({ row: { step: 7 } });
  expect(after.groups[1]!.rows.map(({ step }) => step)).toEqual([0, 7, 0]);
});

it("a change that was never shown is not skipped", () => {
  const before = arrange(rows, wish);
  const unseen = mergeRows(rows, [run(4, 0.9, "running", 7)]);
  const list = mergeRows(unseen.rows, [run(5, 0.9, "running", 8)]);
  expect(rearrange(before, list, wish)).toEqual(arrange(list.rows, wish));
});

it("whatever changes, the lines are those of arranging anew", () => {
  const changes = fc.array(
    fc.record({
      n: fc.nat(11),
      acc: fc.constantFrom(0, 0.5, 1, Number.NaN),
      isFinished: fc.boolean(),
    }),
    { maxLength: 4 },
  );
  const wishes: Wish[] = [
    wish,
    { ...wish, by: "none", sort: { column: "metric.acc", descending: true } },
    { ...wish, sort: { column: "metric.acc", descending: false } },
    { ...wish, by: "experiment", matches: parseFilter("acc>0.3 state:running").matches },
  ];
  fc.assert(
    fc.property(fc.array(changes), fc.constantFrom(...wishes), (rounds, wished) => {
      let list = mergeRows(rows, []);
      let arranged = arrange(rows, wished);
      for (const round of rounds) {
        list = mergeRows(
          list.rows,
          round.map(({ n, acc, isFinished }) => run(n, acc, isFinished ? "finished" : "running")),
        );
        arranged = rearrange(arranged, list, wished);
        expect(arranged).toEqual(arrange(list.rows, wished));
      }
    }),
  );
});
