import { expect, it } from "vitest";
import { MeanOnly, Nearest } from "../check-estimator/honest.fixture.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import { hasMethod } from "./has-method.ts";

it("asks an estimator for its methods, and one that hands calls on for those of the inner one", () => {
  expect(hasMethod(new Nearest(), "decisionFunction")).toBe(true);
  expect(hasMethod(new MeanOnly(), "decisionFunction")).toBe(false);
  expect(hasMethod(new Pipeline({ steps: { model: new Nearest() } }), "decisionFunction")).toBe(true);
  expect(hasMethod(new Pipeline({ steps: { model: new MeanOnly() } }), "decisionFunction")).toBe(false);
});
