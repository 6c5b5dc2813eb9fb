import type { StoredValue } from "./values/value.ts";

/**
 * What a run is. Files are the truth: `runs/<run id>/run.json`, `attempts/<n>/claim.json`, `attempts/<n>/events.jsonl`,
 * `artifacts/<sha256>`. Everything that reads or writes a run, in Node or in a browser, uses these types.
 */

/** `run.json`: written once, before the first step, never changed. */
export interface RunRecord {
  format: 1;
  /** `<YYYYMMDD>-<HHMMSS>-<experiment's last word>-<4 base-32 characters>`; also the folder's name. */
  id: string;
  /** Path below `experiments/` without the ending: "nn/digits-mlp"; or "lab/<slug>" for a saved lab. */
  experiment: string;
  /** Resolved configuration: every argument with its value. */
  config: Record<string, ConfigValue>;
  seed: number;
  /** Runs that belong together (the seeds of one launch) share a group. */
  group?: string;
  sweep?: string;
  createdAt: number;
  code: CodeVersion;
  prediction?: LockedPrediction;
  /** The exact command that repeats the run. */
  command?: string;
  /** Wanted number of steps, for progress. */
  steps?: number;
  /** How each metric is to be read. */
  metrics?: Record<string, MetricDefinition>;
  /** What the numbers may depend on; made from an allow-list, never the whole environment. */
  environment?: Environment;
}

export interface Environment {
  /** "node 24.21.0", or the browser's name. */
  runtime: string;
  /** "linux x64". */
  platform?: string;
  cpu?: string;
  cores?: number;
  memoryGiB?: number;
  /** Variables of the allow-list that were set. */
  variables?: Record<string, string>;
}

export type ConfigValue = string | number | boolean | null | ConfigValue[] | { [key: string]: ConfigValue };

export interface CodeVersion {
  /** Git commit, if there is one. */
  commit?: string;
  dirty?: boolean;
  /** SHA-256 over the experiment's file and the packages' sources, hex: says whether a result is stale. */
  hash?: string;
}

/**
 * Said before the first step. `hash` is the SHA-256 of text, lockedAt, metric and range together (see prediction.ts),
 * so that none of them can be changed unseen: a range moved afterwards is a changed prediction too.
 */
export interface LockedPrediction {
  text: string;
  /** The metric and range predicted, where it is a number. */
  metric?: string;
  range?: [number, number];
  lockedAt: number;
  hash: string;
}

export interface MetricDefinition {
  goal?: "minimize" | "maximize";
  unit?: string;
  /** Which value of the run stands in the summary: "last" unless told. */
  summary?: "last" | "min" | "max";
  /** The metric that it is drawn against, "epoch"; the step unless told. */
  stepMetric?: string;
}

/** `claim.json`: created exclusively; whoever creates it owns the attempt. */
export interface Claim {
  format: 1;
  attempt: number;
  claimedAt: number;
  host: string;
  pid: number;
  /** Which start of the machine it is, and when the process began in it, in hundredths of a second: no clock changes them. Linux only. */
  boot?: string;
  startTicks?: number;
  /** Steps up to and including this one are taken from earlier attempts; 0 starts afresh. */
  resumedFrom: number;
}

/** One line of `events.jsonl`. */
export type RunEvent =
  | MetricsEvent
  | StateEvent
  | TextEvent
  | TableEvent
  | SummaryEvent
  | NoteEvent
  | ValueEvent
  | ArtifactEvent
  | UseEvent
  | ConfigEvent
  | DefineEvent
  | SystemEvent;

interface RunEventBase {
  /** 1, 2, 3, … within the attempt: a gap or a repeat is damage. */
  seq: number;
  at: number;
}

export interface MetricsEvent extends RunEventBase {
  kind: "metrics";
  step: number;
  /** NaN and infinities travel as the strings "NaN", "Infinity", "-Infinity". */
  values: Record<string, number | NonFinite>;
}
export type NonFinite = "NaN" | "Infinity" | "-Infinity";

export interface StateEvent extends RunEventBase {
  kind: "state";
  /** "stopped": ended early on purpose, and its next attempt can go on from the last checkpoint. */
  state: "running" | "finished" | "stopped" | "failed";
  /** Why it failed or was stopped, one paragraph. */
  message?: string;
}

export interface TextEvent extends RunEventBase {
  kind: "text";
  step: number;
  name: string;
  text: string;
}

export interface TableEvent extends RunEventBase {
  kind: "table";
  step: number;
  name: string;
  columns: string[];
  rows: ConfigValue[][];
}

/** Final figures; later ones override earlier ones key by key. */
export interface SummaryEvent extends RunEventBase {
  kind: "summary";
  values: Record<string, ConfigValue>;
}

export interface NoteEvent extends RunEventBase {
  kind: "note";
  text: string;
}

/** A histogram, an image, a curve, …: whole where it is small, else the artifact that holds it. */
export interface ValueEvent extends RunEventBase {
  kind: "value";
  step: number;
  name: string;
  value: StoredValue;
}

/** The run made these bytes: they lie in its `artifacts/`, named by their SHA-256. */
export interface ArtifactEvent extends RunEventBase {
  kind: "artifact";
  step: number;
  name: string;
  /** "file", "checkpoint", "diff", or a word of the caller's. */
  type: string;
  hash: string;
  /** How many. */
  bytes: number;
  /** "image/png", where it is known. */
  mediaType?: string;
  meta?: Record<string, ConfigValue>;
}

/** The run worked with an artifact, usually another run's. */
export interface UseEvent extends RunEventBase {
  kind: "use";
  hash: string;
  /** The run that made it, and its name there, where that is known. */
  run?: string;
  name?: string;
}

/** Configuration that was found after `run.json` was written; it adds to it and changes nothing in it. */
export interface ConfigEvent extends RunEventBase {
  kind: "config";
  values: Record<string, ConfigValue>;
}

/** How a metric is to be read, said after `run.json` was written. `name` may end in `*`. */
export interface DefineEvent extends RunEventBase {
  kind: "define";
  name: string;
  definition: MetricDefinition;
}

/** What the process took of the machine: no step, so that it never mixes with what the training found. */
export interface SystemEvent extends RunEventBase {
  kind: "system";
  values: Record<string, number>;
}

/** "lost": says it runs, but its last event and claim are older than the lost-after limit. */
export type RunState = "created" | "running" | "finished" | "stopped" | "failed" | "lost" | "damaged";
