import { expect, it } from "vitest";
import { formatSummary, posteriorSummary } from "./posterior-summary.ts";

const waves = (chains: number, draws: number) =>
  Float64Array.from({ length: chains * draws }, (_, i) => Math.sin(i * i));

it("quiet when all is well: names, moments, no warnings", () => {
  const draws = { values: waves(4, 500), chains: 4, draws: 500, size: 1, statistics: {} };
  const summary = posteriorSummary(draws, { names: ["wave"] });
  expect(summary.parameters[0]!.name).toBe("wave");
  expect(summary.warnings).toEqual([]);
  expect(formatSummary(summary).split("\n")).toHaveLength(2);
});

it("names divergences, chains apart and too few effective draws", () => {
  const values = waves(2, 20).map((value, i) => value + (i < 20 ? 0 : 3));
  const statistics = { divergent: Float64Array.from({ length: 40 }, (_, i) => (i === 7 ? 1 : 0)) };
  const { warnings, divergences } = posteriorSummary({ values, chains: 2, draws: 20, size: 1, statistics });
  expect(divergences).toBe(1);
  expect(warnings[0]).toMatch(/^x0: R̂ is/);
  expect(warnings[1]).toMatch(/^x0: \d+ effective draws, 200 are needed/);
  expect(warnings[2]).toMatch(/^1 divergent transitions/);
});
