import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { goldenCases } from "../golden.fixture.ts";
import { euclideanDistancesFast } from "./euclidean-distances-fast.ts";
import * as distances from "./pairwise-distances.ts";
import * as argmin from "./pairwise-distances-argmin.ts";
import * as kernels from "./pairwise-kernels.ts";

const golden = new URL("../../../../../golden/classical/", import.meta.url);
const read = (group: string): string => readFileSync(new URL(`${group}.json`, golden), "utf8");

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("distances and kernels as in scikit-learn", () => {
  it.each(
    goldenCases(read("metrics-pairwise"), { ...distances, ...argmin, ...kernels, euclideanDistancesFast }),
  )("%s", (_, check) => {
    check(1e-12);
  });
});
