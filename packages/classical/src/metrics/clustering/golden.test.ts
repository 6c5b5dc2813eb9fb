import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { goldenCases } from "../golden.fixture.ts";
import { calinskiHarabaszScore } from "./calinski-harabasz-score.ts";
import { consensusScore } from "./consensus-score.ts";
import { contingencyMatrix } from "./contingency-matrix.ts";
import { daviesBouldinScore } from "./davies-bouldin-score.ts";
import * as information from "./mutual-info-score.ts";
import * as pairs from "./pair-confusion-matrix.ts";
import { silhouetteSamples, silhouetteScore } from "./silhouette-score.ts";
import * as vMeasure from "./v-measure-score.ts";

const golden = new URL("../../../../../golden/classical/", import.meta.url);
const read = (group: string): string => readFileSync(new URL(`${group}.json`, golden), "utf8");

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

const functions = {
  ...information,
  ...pairs,
  ...vMeasure,
  calinskiHarabaszScore,
  consensusScore,
  contingencyMatrix,
  daviesBouldinScore,
  silhouetteSamples,
  silhouetteScore,
};

describe("clustering metrics as in scikit-learn", () => {
  it.each(goldenCases(read("metrics-clustering"), functions))("%s", (_, check) => {
    check(1e-12);
  });
});
