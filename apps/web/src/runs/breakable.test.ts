import { expect, it } from "vitest";
import { pieces } from "./breakable.tsx";

it("a name breaks after its signs and nothing of it is lost", () => {
  expect(pieces("val/accuracy_top-5")).toEqual(["val/", "accuracy_", "top-", "5"]);
  expect(pieces("loss")).toEqual(["loss"]);
  expect(pieces("")).toEqual([""]);
  for (const name of ["a//b", "__init__", "-", "lr=1e-4.5/x"]) expect(pieces(name).join("")).toBe(name);
});
