import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { goldenCases } from "../golden.fixture.ts";
import * as absolute from "./absolute-error.ts";
import * as deviance from "./deviance.ts";
import * as pinball from "./pinball-loss.ts";
import * as r2 from "./r2-score.ts";
import * as squared from "./squared-error.ts";

const golden = new URL("../../../../../golden/classical/", import.meta.url);
const read = (group: string): string => readFileSync(new URL(`${group}.json`, golden), "utf8");

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("regression metrics as in scikit-learn", () => {
  it.each(
    goldenCases(read("metrics-regression"), { ...absolute, ...deviance, ...pinball, ...r2, ...squared }),
  )("%s", (_, check) => {
    check(1e-12);
  });
});
