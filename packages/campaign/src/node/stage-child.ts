// The process in which one stage runs: it loads the campaign and the learner's stage file, and writes the result and its pictures. What it says over its channel is progress.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { toHtml } from "../report/html.ts";
import { toMarkdown } from "../report/markdown.ts";
import type { Report } from "../report/write-report.ts";
import type { Submission } from "../submit/submission.ts";
import type { StageName } from "../templates/stage-files.ts";
import { loadCampaign } from "./load-campaign.ts";
import { readPicture } from "./read-picture.ts";
import { noteOpening, stageVersion } from "./stage-hashes.ts";

const [folder, stage] = process.argv.slice(2) as [string, StageName];

const warnings = new Map<string, { first: string; count: number }>();
// A model that is fitted a hundred times warns a hundred times: what differs in figures alone is said once.
console.warn = (...words: unknown[]) => {
  const text = words.map(String).join(" ");
  const key = text.replaceAll(/[\d.e+-]+/g, "#");
  warnings.set(key, { first: warnings.get(key)?.first ?? text, count: (warnings.get(key)?.count ?? 0) + 1 });
};

try {
  await runStage();
  for (const { first, count } of warnings.values())
    process.send?.({ kind: "warned", message: count > 1 ? `${first} (${count} times)` : first });
} catch (error) {
  process.send?.({ kind: "failed", message: messageOf(error) });
  process.exitCode = 1;
} finally {
  process.disconnect?.();
}

async function runStage(): Promise<void> {
  // Before the stage is read: an edit while it runs makes its result an old one.
  const version = stageVersion(folder, stage);
  const campaign = await loadCampaign(folder, (done, total, what) =>
    process.send?.({ kind: "progress", done, total, what }),
  );
  const file = path.join(folder, "stages", `${stage}.ts`);
  const module = (await import(pathToFileURL(file).href)) as { default?: (campaign: unknown) => unknown };
  if (typeof module.default !== "function")
    throw new TypeError(
      `stages/${stage}.ts has no default export, a function of the campaign is needed: export default (campaign) => …`,
    );
  const result = (await module.default(campaign)) as { pictures?: Record<string, string> } | undefined;
  if (typeof result !== "object" || result === null)
    throw new TypeError(
      `stages/${stage}.ts gave ${result === null ? "null" : typeof result}, an object is needed as the stage's result`,
    );
  const { pictures = {}, ...rest } = result;
  const out = path.join(folder, "out");
  const folderOf = path.join(out, stage);
  rmSync(folderOf, { recursive: true, force: true });
  mkdirSync(folderOf, { recursive: true });
  for (const [name, svg] of Object.entries(pictures)) writeFileSync(path.join(folderOf, `${name}.svg`), svg);
  if (stage === "7-submit") writeSubmission(out, (rest as unknown as Submission).csv);
  if (stage === "8-report") writeReportFiles(out, rest as unknown as Report);
  if (Object.keys(pictures).length === 0) rmSync(folderOf, { recursive: true });
  writeWhole(path.join(out, `${stage}.json`), `${JSON.stringify({ version, result: rest }, null, 1)}\n`);
}

function writeSubmission(out: string, csv: string | null): void {
  const file = path.join(out, "submission.csv");
  if (csv !== null) writeWhole(file, csv);
  else if (existsSync(file)) rmSync(file);
}

function writeReportFiles(out: string, { blocks, opening }: Report): void {
  writeWhole(path.join(out, "report.md"), toMarkdown(blocks));
  writeWhole(
    path.join(out, "report.html"),
    toHtml(blocks, (of, name) => readPicture(out, of, name)),
  );
  if (opening !== null) noteOpening(folder, opening, new Date().toISOString());
}

/** Either the old file or the new one is there, whatever happens. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.stack?.split("\n").find((one) => one.includes(`${path.sep}stages${path.sep}`));
  const place = line && /stages[/\\]([^)]*)/.exec(line)?.[1];
  return `${error.message}${place ? ` (stages/${place})` : ""}`;
}
