import { randomBytes } from "node:crypto";
import { readFileSync, rmdirSync, statSync } from "node:fs";
import path from "node:path";
import { checkRecord, parseRecord } from "../check-record.ts";
import { isIntact, lockPrediction, type Prediction } from "../prediction.ts";
import { withoutSecrets } from "../redact.ts";
import type { CodeVersion, ConfigValue, LockedPrediction, MetricDefinition, RunRecord } from "../run.ts";
import { checkExperimentName, checkRunId, makeRunId } from "../run-id.ts";
import { claimAttempt, nextAttempt } from "./claim.ts";
import { codeDiff } from "./code-diff.ts";
import { codeVersion } from "./code-version.ts";
import { startCommand } from "./command-line.ts";
import { environment } from "./environment.ts";
import { makeFolder } from "./make-folder.ts";
import { Run } from "./run.ts";
import { RunProblem, runProblem } from "./run-problem.ts";
import { writeOnce } from "./write-once.ts";

export interface WriterOptions {
  /** Milliseconds since 1970; the system's clock unless told. */
  clock?: () => number;
  /** Told once per outage (disk full, folder gone); a warning on stderr unless told. */
  onProblem?: (problem: RunProblem) => void;
  flushMs?: number;
  flushBytes?: number;
  retryMs?: number;
  /** How often CPU and memory of the process are noted; 10,000 ms unless told, 0 for never. */
  systemMs?: number;
  /** More waiting bytes than this are told; 64 MiB unless told. */
  pressureBytes?: number;
  /** Told each time that the limit is passed; a warning on stderr unless told. Nothing is dropped. */
  onPressure?: (waitingBytes: number) => void;
}

export interface InitOptions extends WriterOptions {
  /** The learner's folder; the run lands in its `runs/`. */
  workspace: string;
  /** Path below `experiments/` without the ending: "nn/digits-mlp". */
  experiment: string;
  config: Record<string, ConfigValue>;
  seed: number;
  group?: string;
  sweep?: string;
  /** Locked here, before the first step; one that was locked earlier is taken as it is. */
  prediction?: string | Prediction | LockedPrediction;
  steps?: number;
  metrics?: Record<string, MetricDefinition>;
  /** How this process was started, unless told. */
  command?: string;
  /** False leaves the changes since Git's commit out; they are an artifact "code.diff", at most 1 MB of them. */
  diff?: boolean;
  /** What `codeVersion` gave; Git's commit of the started file unless told. */
  code?: CodeVersion;
  /** The run's id, where somebody else chose it. */
  id?: string;
  /** Four bytes for an id; the system's randomness unless told. */
  random?: () => Uint8Array;
  /** Which attempt this process is to own; 1 unless told. */
  attempt?: number;
  /** The last step of earlier attempts that is kept; 0, which starts afresh, unless told. */
  fromStep?: number;
}

/** Creates the run (or joins one that was created under this id) and claims an attempt of it. */
export async function init(given: InitOptions): Promise<Run> {
  const { options, note } = withoutSecrets({ ...given, command: given.command ?? startCommand() });
  checkExperimentName(options.experiment);
  if (!Number.isSafeInteger(options.seed))
    throw new RangeError(`init: given seed ${options.seed}, needed a whole number`);
  if (options.id !== undefined) checkRunId(options.id);
  checkWorkspace(options.workspace);
  const clock = options.clock ?? Date.now;
  const record = await makeRecord(clock(), options);
  const kept = createRecord(options.workspace, record) ? record : await joinOrRename(options, record, clock);
  const folder = path.join(options.workspace, "runs", kept.id);
  const claim = claimAttempt(folder, options.attempt ?? 1, options.fromStep ?? 0, clock());
  const run = new Run(folder, kept, claim, { ...options, clock, onProblem: options.onProblem ?? warn });
  if (note !== undefined) run.note(note);
  if (note !== undefined) process.emitWarning(note, "RunSecret");
  if (kept.code.dirty === true && options.diff !== false && claim.attempt === 1) await logDiff(run);
  return run;
}

/** What was changed since the commit, as it was when this process first asked. */
async function logDiff(run: Run): Promise<void> {
  const diff = await codeDiff(codeRoot());
  if (!diff) return;
  const { text, ...meta } = diff;
  run.logArtifact("code.diff", new TextEncoder().encode(text), {
    type: "diff",
    mediaType: "text/x-diff",
    meta,
  });
}

function codeRoot(): string {
  return path.dirname(process.argv[1] ?? process.cwd());
}

export interface ResumeOptions extends WriterOptions {
  workspace: string;
  id: string;
  /** The last step that is kept, usually the checkpoint's; the new attempt goes on behind it. 0 starts afresh. */
  fromStep: number;
  /** The attempt to own; the next free one unless told. */
  attempt?: number;
}

/** Takes the run over: whatever its earlier attempts logged after `fromStep` no longer counts. */
export async function resume(options: ResumeOptions): Promise<Run> {
  checkRunId(options.id);
  checkWorkspace(options.workspace);
  const clock = options.clock ?? Date.now;
  const folder = path.join(options.workspace, "runs", options.id);
  const record = readRecord(folder);
  const claim = claimAttempt(folder, options.attempt ?? nextAttempt(folder), options.fromStep, clock());
  return new Run(folder, record, claim, { ...options, clock, onProblem: options.onProblem ?? warn });
}

function checkWorkspace(workspace: string): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(workspace, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    throw runProblem("workspace", workspace, error);
  }
  if (!isFolder)
    throw new RunProblem(
      "no workspace",
      `workspace: given ${workspace}, needed a folder that is there; make it with: blankfile init ${workspace}`,
    );
}

/** The id is taken: by this very run where the caller named it, else by one that was made in the same second. */
async function joinOrRename(
  options: InitOptions,
  wanted: RunRecord,
  clock: () => number,
): Promise<RunRecord> {
  if (options.id !== undefined) return joinRecord(path.join(options.workspace, "runs", options.id), wanted);
  for (;;) {
    const record = await makeRecord(clock(), options);
    if (createRecord(options.workspace, record)) return record;
  }
}

async function makeRecord(now: number, options: InitOptions): Promise<RunRecord> {
  const { experiment, config, seed, group, sweep, steps, metrics, command } = options;
  const prediction = options.prediction === undefined ? undefined : lock(options.prediction, now);
  const { record, reason } = checkRecord({
    format: 1,
    id: options.id ?? makeRunId(experiment, now, options.random?.() ?? randomBytes(4)),
    experiment,
    config,
    seed,
    ...(group !== undefined && { group }),
    ...(sweep !== undefined && { sweep }),
    createdAt: now,
    code: options.code ?? (await codeVersion({ root: codeRoot() })),
    ...(prediction && { prediction }),
    ...(command !== undefined && { command }),
    ...(steps !== undefined && { steps }),
    ...(metrics && { metrics }),
    environment: environment(),
  });
  if (!record) throw new RangeError(`init: ${reason}`);
  return record;
}

function lock(prediction: string | Prediction | LockedPrediction, now: number): LockedPrediction {
  if (typeof prediction === "string") return lockPrediction({ text: prediction }, now);
  if (!("hash" in prediction)) return lockPrediction(prediction, now);
  if (!isIntact(prediction) || prediction.lockedAt > now)
    throw new RunProblem(
      "prediction",
      `init: given a prediction whose ${prediction.lockedAt > now ? "time lies ahead" : "hash does not fit its text"}, needed the one that was locked`,
    );
  return prediction;
}

/** Writes `run.json`; false where the run is there already. */
function createRecord(workspace: string, record: RunRecord): boolean {
  const folder = path.join(workspace, "runs", record.id);
  try {
    makeFolder(folder);
    return writeOnce(path.join(folder, "run.json"), `${JSON.stringify(record, null, 2)}\n`);
  } catch (error) {
    removeEmpty(folder);
    throw runProblem("init", folder, error);
  }
}

/** A folder without a record would show as a damaged run. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was not made, or somebody else has put a run there.
  }
}

/** The run exists: this process may join it only as the same run, and can no longer add a prediction. */
function joinRecord(folder: string, wanted: RunRecord): RunRecord {
  const there = readRecord(folder);
  const same = (["experiment", "seed", "config"] as const).find(
    (key) => JSON.stringify(there[key]) !== JSON.stringify(wanted[key]),
  );
  if (same)
    throw new RunProblem(
      "exists",
      `init: ${there.id} exists with ${same} ${JSON.stringify(there[same])}, given ${JSON.stringify(wanted[same])}; needed the same, or another id`,
    );
  if (wanted.prediction && wanted.prediction.text !== there.prediction?.text)
    throw new RunProblem(
      "prediction",
      `init: ${there.id} was created ${there.prediction ? "with another prediction" : "without a prediction"}, needed one that was locked before the first step; start a new run`,
    );
  return there;
}

function readRecord(folder: string): RunRecord {
  const file = path.join(folder, "run.json");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new RunProblem("no run", `run: ${path.basename(folder)} is not in ${path.dirname(folder)}`, {
      cause: error,
    });
  }
  const { record, reason } = parseRecord(text);
  if (!record) throw new RunProblem("damaged", `run: ${file} is damaged: ${reason}`);
  return record;
}

function warn(problem: RunProblem): void {
  process.emitWarning(
    `${problem.message}; nothing is lost yet: the lines are kept in memory and tried again`,
    "RunProblem",
  );
}
