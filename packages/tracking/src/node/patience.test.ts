import { expect, it } from "vitest";
import { Patience, readPatience } from "./patience.ts";

const lossOf = (values: number[], earlier: number[] = []) => {
  const patience = new Patience(
    { metric: "loss", values: 3, goal: "minimize" },
    earlier.map((value) => ({ value })),
  );
  return values.findIndex((loss) => {
    patience.see({ loss, other: 1 });
    return patience.isOver;
  });
};

it("is over with the third value in a row that is not below the best", () => {
  expect(lossOf([3, 2, 2.5, 1, 1.1, 1, 1.2])).toBe(6);
});

it("a NaN is no better", () => {
  expect(lossOf([3, Number.NaN, Number.NaN, Number.NaN])).toBe(3);
});

it("goes on from the values before a checkpoint as if it had seen them itself", () => {
  const values = [3, 2, 2.5, 1, 1.1, 1, 1.2, 0];
  for (let cut = 0; cut < 6; cut++) expect(cut + lossOf(values.slice(cut), values.slice(0, cut))).toBe(6);
});

it("what other metrics do is nothing to it; what is to be large is", () => {
  const patience = new Patience({ metric: "accuracy", values: 1, goal: "maximize" });
  patience.see({ accuracy: 90 });
  patience.see({ loss: 1 });
  expect(patience.isOver).toBe(false);
  patience.see({ accuracy: 89 });
  expect(patience.isOver).toBe(true);
});

it("is read from a metric, a colon and a number, and a metric may have colons", () => {
  expect(readPatience("test/loss:5")).toEqual({ metric: "test/loss", values: 5 });
  expect(readPatience("a:b:12")).toEqual({ metric: "a:b", values: 12 });
  for (const text of ["test/loss", "test/loss:0", ":5", "test/loss:1.5"])
    expect(readPatience(text)).toBe(undefined);
});
