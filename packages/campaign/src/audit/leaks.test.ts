import { type Leak, LogisticRegression, leaks, leakyTable, Pipeline } from "@blankfile/classical";
import { parseCsvStream, type Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { Campaign } from "../campaign/campaign.ts";
import { look } from "../look/look.ts";
import { plainColumns } from "../models/plain-columns.ts";
import { toMarkdown } from "../report/markdown.ts";
import { writeReport } from "../report/write-report.ts";
import { inferSettings } from "../settings/infer-settings.ts";
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
async function campaignOf(leak: Leak) {
  const made = leakyTable(leak, { rows: 400 });
  const { table: train } = cleanTable(await parseCsvStream([csvOf(made.X, made.y)]));
  const { table: test } = cleanTable(await parseCsvStream([csvOf(made.test)]));
  const settings = inferSettings({
    train,
    test,
    files: { train: "train.csv", test: "test.csv", sample: null },
    wishes: {},
  });
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

describe("a leak in a file", () => {
  it.each(leaks.filter((leak) => leak !== "none"))(
    "%s: is found, named in the report, and stops the campaign or is dealt with",
    async (leak) => {
      const { audit, report, planted } = await campaignOf(leak);
      const found = audit.findings.filter(
        ({ severity, columns }) =>
          severity === "leak" && (planted.length === 0 || planted.some((name) => columns.includes(name))),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const { rule, columns } of found) {
        expect(report).toContain(`leak: **${rule}**`);
        for (const name of columns.slice(0, 6)) expect(report).toContain(`\`${name}\``);
      }
      expect(audit.passed || report.includes("**Stopped.**")).toBe(true);
      expect(found.every(({ done, where }) => done !== "" || where !== "table" || !audit.passed)).toBe(true);
    },
    60_000,
  );

  it("a table without one passes", async () => {
    const { audit } = await campaignOf("none");
    expect(audit.findings.filter(({ severity }) => severity === "leak")).toEqual([]);
    expect(audit.passed).toBe(true);
  }, 60_000);
});
