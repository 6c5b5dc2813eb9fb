import { expect, it } from "vitest";
import { row } from "./compare/rows.fixture.ts";
import { intervalText } from "./interval-text.ts";
import { runNames } from "./run-names.ts";

const finished = [1, 2, 3].map((value) => row(`r${value}`, value, value));

it("an interval is over the finished seeds, and says of how many runs where others are there", () => {
  expect(intervalText(finished, "loss")).toBe("2 ± 2.5");
  const failed = row("r4", 4, 99, { state: "failed" });
  expect(intervalText([...finished, failed], "loss")).toBe("2 ± 2.5, 3 of 4 runs");
  expect(intervalText([finished[0]!, failed], "loss")).toBe("1, 1 of 2 runs");
  expect(intervalText([failed], "loss")).toBe("–");
});

it("figures that stand in the summary alone have an interval too", () => {
  const rows = finished.map((one, i) => ({ ...one, summary: { parameters: 10 + i } }));
  expect(intervalText(rows, "parameters")).toBe("11 ± 2.5");
});

it("runs are told apart by their seeds, and by what else differs", () => {
  expect([...runNames(finished).values()]).toEqual(["seed 1", "seed 2", "seed 3"]);
  const other = row("r5", 1, 1, { config: { lr: 0.2 } });
  expect(runNames([finished[0]!, other]).get("r5")).toBe("lr 0.2, seed 1");
});
