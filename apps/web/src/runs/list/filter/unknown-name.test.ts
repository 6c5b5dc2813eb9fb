import { expect, it } from "vitest";
import { unknownName } from "./unknown-name.ts";

const names = ["state", "seed", "constant", "lr", "optimizer.momentum", "test/accuracy", "train/accuracy"];
const said = (key: string) => unknownName(key, names).replace(/^no run has “.*”; /, "");

it("names that are a slip away are told, in any place and case", () => {
  expect(unknownName("sede", names)).toBe("no run has “sede”; there is seed");
  expect(said("LR")).toBe("there is lr");
  expect(said("acuracy")).toBe("there is test/accuracy, train/accuracy");
  expect(said("config.lrr")).toBe("there is lr");
});

it("names that begin so are told", () => expect(said("mom")).toBe("there is optimizer.momentum"));

it("where none is near, it says where the names are", () => {
  for (const key of ["tags", "learning_rate", "x", ""])
    expect(said(key), key).toBe("“Columns” lists the names that there are");
});
