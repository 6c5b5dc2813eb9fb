import { statSync } from "node:fs";
import path from "node:path";
import {
  type Comparison,
  type ErrorAnalysis,
  type Look,
  type PipelineAudit,
  type Report,
  type Settings,
  type SplitPlan,
  type StageName,
  type Submission,
  scoreText,
  stageNames,
  type Tuned,
  type Wishes,
} from "@blankfile/campaign";
import { resultOf, runStages, startCampaign } from "@blankfile/campaign/node";
import { nearest } from "@blankfile/curriculum";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

export interface CampaignFlags extends Wishes {
  from?: string;
  only?: string;
  force?: boolean;
  init?: boolean;
}

/** Starts or goes on with a campaign; gives the exit code. */
export async function runCampaign(given: string, flags: CampaignFlags): Promise<number> {
  const { from, only, force, init = false, ...wishes } = flags;
  const stages = { from: stageNamed("--from", from), only: stageNamed("--only", only) };
  const isFile = statSync(given, { throwIfNoEntry: false })?.isFile() === true;
  const folder = path.resolve(isFile ? path.dirname(given) : given);
  const { settings, written } = await usage(() =>
    startCampaign(folder, { wishes, file: isFile ? path.basename(given) : undefined }),
  );
  console.log(settingsText(settings, written));
  return init ? 0 : run(folder, settings, { ...stages, force });
}

/** Whatever is wrong with files, columns or settings is a wrong call. */
async function usage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof RangeError || error instanceof TypeError) throw new UsageError(message);
    if (code === "EACCES" || code === "EROFS" || code === "ENOSPC")
      throw new UsageError(`campaign: ${message}`);
    throw error;
  }
}

function stageNamed(flag: string, given: string | undefined): StageName | undefined {
  if (given === undefined) return undefined;
  const found = stageNames.find((name) => name === given || name.slice(2) === given || name[0] === given);
  if (found) return found;
  const near = nearest(given, [...stageNames]);
  throw new UsageError(
    `${flag}: there is no stage "${given}"; ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${stageNames.join(", ")}`}`,
  );
}

function settingsText(settings: Settings, written: string[]): string {
  const { files, target, task, metric, id, group, time, why } = settings;
  const reason = (key: string) => (why[key] ? why[key] : "");
  const rows = [
    ["labelled rows", files.train, ""],
    ["rows to predict", files.test ?? "none", ""],
    ["sample submission", files.sample ?? "none", ""],
    ["target", target, reason("target")],
    ["task", task, reason("task")],
    ["metric", metric, reason("metric")],
    ["identifier", id ?? "none", reason("id")],
    ...(group === null ? [] : [["group", group, reason("group")]]),
    ...(time === null ? [] : [["time", time, reason("time")]]),
    ...(settings.drop.length > 0 ? [["left out", settings.drop.join(", "), reason("drop")]] : []),
  ];
  const wrote = written.length > 0 ? `\nWrote ${written.join(", ")}: yours to edit.` : "";
  return `${table(rows)}${wrote}\n`;
}

async function run(
  folder: string,
  settings: Settings,
  options: { from: StageName | undefined; only: StageName | undefined; force: boolean | undefined },
): Promise<number> {
  const stop = new AbortController();
  process.on("SIGINT", () => stop.abort());
  const line = new StatusLine();
  const result = await usage(() =>
    runStages(folder, {
      ...options,
      signal: stop.signal,
      onProgress: (stage, { done, total, what }) =>
        line.show(`${stage.padEnd(12)}${what}, ${Math.round((100 * done) / Math.max(1, total))} %`),
      onWarning: (stage, message) => {
        line.clear();
        console.error(`${stage.padEnd(12)}note: ${message}`);
      },
      onStage: (stage, state, seconds, message) => {
        line.clear();
        if (state === "kept") console.log(`${stage.padEnd(12)}as before`);
        if (state === "done")
          console.log(
            `${stage.padEnd(12)}${`${seconds.toFixed(1)} s`.padEnd(9)}${told(folder, stage, settings)}`,
          );
        if (state === "failed") console.error(`${stage.padEnd(12)}failed: ${message}`);
      },
    }),
  );
  line.clear();
  const { outcome, stage } = result;
  if (outcome === "stopped")
    console.error(`\nStopped in ${stage}. What was done before is kept; the same command goes on.`);
  if (outcome === "failed")
    console.error(`\nMend it and run the same command: stages before ${stage} are kept.`);
  if (outcome === "leak") console.error(`\n${leakText(folder)}`);
  if (options.only === undefined && (outcome === "done" || outcome === "leak"))
    console.log(`\nReport: ${path.join(folder, "out", "report.html")} and report.md`);
  return outcome === "done" ? 0 : outcome === "stopped" ? 130 : 1;
}

/** The one thing to know of a stage's result. */
function told(folder: string, stage: StageName, { metric }: Settings): string {
  const read = <T>() => resultOf<T>(folder, stage)!;
  const range = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${metric} ${scoreText(value)} (${scoreText(low)} to ${scoreText(high)})`;
  switch (stage) {
    case "1-look": {
      const { rows, facts, associations } = read<Look>();
      const types = Object.entries(Object.groupBy(facts, ({ type }) => type)).map(
        ([type, columns]) => `${columns!.length} ${type}`,
      );
      return `${rows} rows; columns: ${types.join(", ")}${associations[0] ? `; most telling alone: ${associations[0].column}` : ""}`;
    }
    case "2-split": {
      const { scheme, holdout, learning } = read<SplitPlan>();
      return `${scheme}; ${holdout.length} rows locked away, ${learning.length} to learn from`;
    }
    case "3-baseline": {
      const { models, best } = read<Comparison>();
      return `best of ${models.length}: ${best}, ${range(models[0]!.score)}`;
    }
    case "4-pipeline": {
      const { findings, open, score, columnsOut } = read<PipelineAudit>();
      return `${open > 0 ? `${open} open ${open === 1 ? "leak" : "leaks"}` : "the audit passes"} (${findings.length} findings); ${columnsOut} numbers; plain model ${range(score)}`;
    }
    case "5-tune": {
      const { chosen, trials, nested } = read<Tuned>();
      return `${trials.length} candidates; ${chosen.name}, ${range(chosen.score)}${nested ? `; nested ${scoreText(nested.value)}` : ""}`;
    }
    case "6-errors": {
      const { slices, error } = read<ErrorAnalysis>();
      return slices[0]
        ? `error ${scoreText(error)}; worst where ${slices[0].column} is ${slices[0].values} (${scoreText(slices[0].error)})`
        : `error ${scoreText(error)}`;
    }
    case "7-submit": {
      const { rows, summary } = read<Submission>();
      return rows > 0 ? `out/submission.csv, ${rows} rows: ${summary}` : summary;
    }
    case "8-report": {
      const { opening, onAll } = read<Report>();
      return opening
        ? `locked rows ${range(opening)}; all labelled rows, cross-validated ${range(onAll!)}`
        : "as far as it came";
    }
  }
}

function leakText(folder: string): string {
  const { findings } = resultOf<PipelineAudit>(folder, "4-pipeline")!;
  const open = findings.filter(({ severity, done }) => severity === "leak" && done === "");
  return [
    "Stopped: a model that learns from these would score better than it is.",
    ...open.map(({ text }) => `  ${text}`),
    'If one may stay, say why in campaign.json: "allow": [{ "rule": "…", "reason": "…" }]',
  ].join("\n");
}

/** One line that is written over, on a terminal; elsewhere nothing, so that logs stay short. */
class StatusLine {
  #shown = 0;

  show(text: string): void {
    if (!process.stderr.isTTY || performance.now() - this.#shown < 100) return;
    this.#shown = performance.now();
    process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");
  }
}
