import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { isIntact, lockPrediction } from "./prediction.ts";

const locked = lockPrediction({ text: "above 0.97", metric: "accuracy", range: [0.97, 0.99] }, 1000);

it("the hash is that of the JSON text of text, time, metric and range", () => {
  const text = '["above 0.97",1000,"accuracy",[0.97,0.99]]';
  expect(locked.hash).toBe(createHash("sha256").update(text).digest("hex"));
  expect(isIntact(locked)).toBe(true);
});

it("a change of any part shows", () => {
  expect(isIntact({ ...locked, text: "above 0.96" })).toBe(false);
  expect(isIntact({ ...locked, lockedAt: 999 })).toBe(false);
  expect(isIntact({ ...locked, range: [0.9, 0.99] })).toBe(false);
  expect(isIntact({ ...locked, metric: "loss" })).toBe(false);
});

it("what cannot fail is no prediction", () => {
  expect(() => lockPrediction({ text: "  " }, 0)).toThrow("needed a sentence that can fail");
  expect(() => lockPrediction({ text: "x", range: [2, 1] }, 0)).toThrow("the lower one first");
});
