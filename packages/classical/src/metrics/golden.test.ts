import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import * as calibration from "./classification/calibration/calibration-error.ts";
import { gainsTable } from "./classification/curves/gains-table.ts";
import { ksStatistic } from "./classification/curves/ks-statistic.ts";
import { goldenCases } from "./golden.fixture.ts";
import * as retrieval from "./ranking/retrieval.ts";
import { symmetricMeanAbsolutePercentageError } from "./regression/absolute-error.ts";

const file = new URL("../../../../golden/classical/metrics-others.json", import.meta.url);
const functions = {
  ...calibration,
  ...retrieval,
  gainsTable,
  ksStatistic,
  symmetricMeanAbsolutePercentageError,
};

describe("metrics that scikit-learn lacks, as from NumPy", () => {
  it.each(goldenCases(readFileSync(file, "utf8"), functions))("%s", (_, check) => {
    check(1e-12);
  });
});
