import { type Leak, LogisticRegression, leakyTable, Pipeline } from "@blankfile/classical";
import { parseCsvStream, type Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { Campaign } from "../campaign/campaign.ts";
import { look } from "../look/look.ts";
import { plainColumns } from "../models/plain-columns.ts";
import { toMarkdown } from "../report/markdown.ts";
import { writeReport } from "../report/write-report.ts";
import { inferSettings } from "../settings/infer-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { planSplit } from "../split/split-plan.ts";
import { cleanTable, wordsOf } from "../table/clean-table.ts";
import { auditPipeline } from "./audit-pipeline.ts";

function csvOf(table: Table, y?: Int32Array): string {
  const columns = table.names.map((name) => wordsOf(table.column(name)));
  const head = [...table.names, ...(y ? ["ill"] : [])].join(",");
  const rows = Array.from({ length: table.length }, (_, i) =>
    [...columns.map((words) => words[i] ?? ""), ...(y ? [y[i]] : [])].join(","),
  );
  return `${[head, ...rows].join("\n")}\n`;
}

/** From files to the report, as far as the audit. */
async function campaignOf(leak: Leak, allow: Settings["allow"] = []) {
  const made = leakyTable(leak, { rows: 400 });
  const { table: train } = cleanTable(await parseCsvStream([csvOf(made.X, made.y)]));
  const { table: test } = cleanTable(await parseCsvStream([csvOf(made.test)]));
  const inferred = inferSettings({
    train,
    test,
    files: { train: "train.csv", test: "test.csv", sample: null },
    wishes: {},
  });
  const settings = { ...inferred, allow };
  const data = { settings, train, test, cleanings: [] };
  const start = new Campaign(data);
  const all = start.rows(Array.from({ length: train.length }, (_, i) => i));
  const results: Record<string, unknown> = { "1-look": look(start), "2-split": planSplit(all, settings) };
  const campaign = new Campaign({ ...data, results });
  const model = new Pipeline({
    steps: { columns: plainColumns(campaign.X), model: new LogisticRegression() },
  });
  const audit = auditPipeline(campaign, { features: (X) => X, model });
  const { blocks } = writeReport(
    new Campaign({ ...data, results: { ...results, "4-pipeline": audit } }),
    () => {
      throw new Error("a stopped campaign needs no model");
    },
  );
  return { audit, settings, report: toMarkdown(blocks), planted: made.columns };
}

/** What the audit calls each. */
const rules: Record<Exclude<Leak, "none">, string> = {
  "target copy": "target copy",
  "noisy target copy": "target copy",
  "missing values tell the target": "missing values tell the target",
  "mean of the target by town": "target statistic over all rows",
  "mean of the target of the others by town": "target statistic over all rows",
  "scaled before the split": "scaled before the split",
  "imputed before the split": "imputed before the split",
  "identifier that follows the target": "identifier that follows the target",
  "copies on both sides": "duplicate rows",
  "patients on both sides": "groups on both sides",
  "test rows among the training rows": "test rows in the training rows",
};

describe("a leak in a file", () => {
  it.each(Object.entries(rules))(
    "%s: the report names it, and a certain one stops the campaign",
    async (leak, rule) => {
      const { audit, report, planted } = await campaignOf(leak as Leak);
      const found = audit.findings.find((one) => one.rule === rule);
      expect(found?.columns).toEqual(planted);
      expect(report).toContain(
        `${found!.severity}: **${rule}** |${planted.map((name) => ` \`${name}\``).join(",")}`,
      );
      const isOpen = found!.severity === "leak" && found!.done === "";
      expect(audit.passed).toBe(!isOpen);
      expect(report.includes("**Stopped.**")).toBe(isOpen);
    },
    60_000,
  );

  it("may stay where somebody gives a reason, which the report repeats", async () => {
    const reason = "known on the day of arrival";
    const { audit, report } = await campaignOf("target copy", [{ rule: "target copy", reason }]);
    expect(audit.passed).toBe(true);
    expect(report).toContain(`allowed in campaign.json: ${reason}`);
    expect(report).toContain("**Not finished.**");
  }, 240_000);

  it("a table without one passes", async () => {
    const { audit } = await campaignOf("none");
    expect(audit.findings.filter(({ severity }) => severity === "leak")).toEqual([]);
    expect(audit.passed).toBe(true);
  }, 240_000);
});
