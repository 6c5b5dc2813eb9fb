import { expect, it } from "vitest";
import { hasRelaxedSimd } from "./relaxed.ts";

it("Node has relaxed SIMD from version 22 on", () => {
  expect(hasRelaxedSimd()).toBe(Number(process.versions.node.split(".")[0]) >= 22);
});
