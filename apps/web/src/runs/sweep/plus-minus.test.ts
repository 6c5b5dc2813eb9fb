import { expect, it } from "vitest";
import { plusMinus } from "./plus-minus.ts";

it("is half an interval to two digits, and nothing where there is none", () => {
  expect([2.4849, 0.0123, undefined, null].map(plusMinus)).toEqual([" ± 2.5", " ± 0.012", "", ""]);
});
