import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type AnyEstimator,
  crossValScore,
  type ParameterValues,
  RepeatedStratifiedKFold,
} from "@blankfile/classical";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PipelineAudit } from "../audit/audit-pipeline.ts";
import type { TableChange } from "../campaign/campaign.ts";
import type { Comparison } from "../models/compare-models.ts";
import type { Report } from "../report/write-report.ts";
import { chosenModel, type Tuned } from "../tune/tune.ts";
import { loadCampaign } from "./load-campaign.ts";
import { resultOf, runStages } from "./run-stages.ts";
import { startCampaign } from "./start-campaign.ts";

// Whole campaigns as `blankfile campaign` runs them, on the files that BLANKFILE_DATA holds; about a minute and a half each on one core.
const data = path.join(process.env.BLANKFILE_DATA ?? "BLANKFILE_DATA is not set", "tabular");
let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "blankfile-reference-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folderOf(name: string, files: string[]): string {
  const folder = path.join(root, name);
  for (const file of files) cpSync(path.join(data, file), path.join(folder, file));
  return folder;
}

describe("Titanic", () => {
  it("has a cross-validated accuracy of 0.82 or more with a pipeline that the audit passes", async () => {
    const folder = folderOf("titanic", ["titanic-train.csv", "titanic-test.csv"]);
    await startCampaign(folder);
    expect((await runStages(folder)).outcome).toBe("done");

    const audit = resultOf<PipelineAudit>(folder, "4-pipeline")!;
    expect(audit.passed).toBe(true);
    expect(audit.findings.filter(({ severity }) => severity === "leak")).toEqual([]);

    // All 891 rows, 5 folds, 5 times, on folds that no stage has used.
    const campaign = await loadCampaign(folder);
    const own = (name: string) => import(pathToFileURL(path.join(folder, "stages", name)).href);
    const { features } = (await own("4-pipeline.ts")) as { features: TableChange };
    const { model } = (await own("5-tune.ts")) as { model: (params: ParameterValues) => AnyEstimator };
    const rows = campaign.labelled(features);
    expect(rows.X.length).toBe(891);
    const cv = new RepeatedStratifiedKFold({ nSplits: 5, nRepeats: 5, randomState: 4242 });
    const scores = crossValScore(chosenModel(campaign, model), rows.X, rows.y, { cv, scoring: "accuracy" });
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const { nested } = resultOf<Tuned>(folder, "5-tune")!;
    console.log(
      `Titanic: ${mean.toFixed(4)} on all rows, nested ${nested!.value.toFixed(4)} on those not locked away`,
    );
    expect(mean).toBeGreaterThanOrEqual(0.82);
    expect(nested!.high).toBeGreaterThan(0.82);

    const lines = readFileSync(path.join(folder, "out/submission.csv"), "utf8").trim().split("\n");
    expect([lines.length, lines[0], lines[1]!.split(",")[0]]).toEqual([419, "PassengerId,Survived", "892"]);
  }, 1_200_000);
});

describe("California housing", () => {
  it("has an error well below the best baseline's, both with their intervals", async () => {
    const folder = folderOf("housing", ["california-housing.csv"]);
    await startCampaign(folder, { wishes: { target: "median_house_value" } });
    expect((await runStages(folder)).outcome).toBe("done");
    expect(resultOf<PipelineAudit>(folder, "4-pipeline")!.passed).toBe(true);
    const baseline = resultOf<Comparison>(folder, "3-baseline")!.models[0]!.score;
    const { opening, onAll } = resultOf<Report>(folder, "8-report")!;
    console.log(
      `California: RMSE ${opening!.value.toFixed(0)} (${opening!.low.toFixed(0)} to ${opening!.high.toFixed(0)}) of the locked rows, ${onAll!.value.toFixed(0)} cross-validated, baseline ${baseline.value.toFixed(0)}`,
    );
    expect(opening!.high).toBeLessThan(baseline.low);
    expect(opening!.value).toBeLessThan(52_000);
    expect(onAll!.high).toBeLessThan(baseline.low);
  }, 1_200_000);
});
