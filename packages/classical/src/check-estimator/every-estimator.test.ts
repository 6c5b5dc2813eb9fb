import { existsSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import * as classical from "../index.ts";
import { checkEstimator } from "./check-estimator.ts";
import { outside, samplesOf } from "./samples.fixture.ts";

/** Every estimator of the index, so that none is forgotten, by every rule of the battery. */
const bases = [
  "Estimator",
  "Classifier",
  "Regressor",
  "Transformer",
  "Clusterer",
  "OutlierDetector",
  "Embedder",
];
const names = Object.entries(classical)
  .filter(
    ([name, value]) =>
      typeof value === "function" && value.prototype instanceof classical.Estimator && !bases.includes(name),
  )
  .map(([name]) => name)
  .sort();

afterAll(() => {
  expect(names.length).toBeGreaterThan(100);
});

it("an estimator that is left out is tested where it says", () => {
  for (const place of Object.values(outside)) {
    const [file] = place.split(": ");
    expect(existsSync(new URL(`../${file}`, import.meta.url)), place).toBe(true);
  }
});

it("has no sample and no exemption of an estimator that is not there", () => {
  expect(Object.keys({ ...samplesOf, ...outside }).filter((name) => !names.includes(name))).toEqual([]);
});

describe("by all rules of the battery", () => {
  it.each(names.filter((name) => !(name in outside)))("%s", (name) => {
    const Class = (classical as unknown as Record<string, new () => never>)[name]!;
    const { make = () => new Class(), ...options } = samplesOf[name] ?? {};
    expect(checkEstimator(make, options)).toEqual([]);
  });
});
