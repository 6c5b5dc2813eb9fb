import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { goldenCases } from "../golden.fixture.ts";
import * as dcg from "./dcg-score.ts";
import * as labels from "./label-ranking.ts";

const golden = new URL("../../../../../golden/classical/", import.meta.url);
const read = (group: string): string => readFileSync(new URL(`${group}.json`, golden), "utf8");

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("ranking metrics as in scikit-learn", () => {
  it.each(goldenCases(read("metrics-ranking"), { ...dcg, ...labels }))("%s", (_, check) => {
    check(1e-12);
  });
});
