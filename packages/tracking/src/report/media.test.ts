import { expect, it } from "vitest";
import { histogram } from "../values/histogram.ts";
import { mediaOf } from "./media.ts";

it("what a run logged is ordered by kind and name, each with its steps in order, the later of one step counting", () => {
  const value = histogram([1, 2]);
  const big = { type: "histogram", artifact: "a".repeat(64), bytes: 70_000 } as const;
  const media = mediaOf({
    values: [
      { name: "w", step: 20, at: 2, value: big },
      { name: "w", step: 10, at: 1, value },
      { name: "a", step: 1, at: 1, value },
      { name: "a", step: 1, at: 2, value: histogram([5]) },
    ],
    texts: [
      { name: "sample", step: 1, at: 1, text: "to be" },
      { name: "checkpoint", step: 1, at: 1, text: "b".repeat(64) },
    ],
    tables: [{ name: "w", step: 1, at: 1, columns: ["x"], rows: [[1]] }],
  });
  expect(media.map(({ type, name, steps }) => [type, name, steps.map(({ step }) => step)])).toEqual([
    ["histogram", "a", [1]],
    ["histogram", "w", [10, 20]],
    ["table", "w", [1]],
    ["text", "sample", [1]],
  ]);
  expect(media[0]!.steps[0]!.value).toEqual(histogram([5]));
  expect(media[1]!.steps[1]!.big).toEqual(big);
});
