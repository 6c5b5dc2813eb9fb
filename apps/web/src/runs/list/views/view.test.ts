import { expect, it } from "vitest";
import { readView, usualView, type View, viewQuery } from "./view.ts";

const view: View = {
  by: "config.lr",
  where: 'state:finished "two words" acc>=0.9',
  sort: { column: "metric.test/accuracy", descending: true },
  columns: ["seed", "config.a, b", "metric.ä+&=?"],
};

it("a view is in the address and comes back from it", () => {
  expect(readView(viewQuery(view))).toEqual(view);
  expect(viewQuery(view)).toMatch(/^[\x21-\x7e]+$/);
});

it("the usual view leaves the address empty", () => {
  expect(viewQuery(usualView)).toBe("");
  expect(readView("")).toEqual(usualView);
});

it("what is no group or column is left out, and what is named twice stands once", () => {
  expect(readView("by=moon&sort=-moon&col=moon&col=constructor&col=seed&col=seed&col=config.")).toEqual({
    by: "launch",
    where: "",
    columns: ["seed"],
  });
});
