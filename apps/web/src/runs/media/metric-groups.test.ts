import { expect, it } from "vitest";
import { filtered, metricGroups } from "./metric-groups.ts";

it("metrics are grouped by what stands before the first slash, those without one first", () => {
  expect(metricGroups(["val/loss", "epoch", "train/grad/norm", "/odd", "train/loss"])).toEqual([
    { prefix: "", keys: ["/odd", "epoch"] },
    { prefix: "train", keys: ["train/grad/norm", "train/loss"] },
    { prefix: "val", keys: ["val/loss"] },
  ]);
});

it("a filter keeps the names that have each of its words, in any case", () => {
  const keys = ["train/Loss", "val/loss", "train/lr"];
  expect(filtered(keys, " TRAIN lo ")).toEqual(["train/Loss"]);
  expect(filtered(keys, " ")).toEqual(keys);
  expect(filtered(keys, "(")).toEqual([]);
});
