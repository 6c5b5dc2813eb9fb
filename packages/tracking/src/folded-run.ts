import type { Point } from "./metrics.ts";
import type { Claim, ConfigValue, RunRecord, RunState } from "./run.ts";

/** A `run.json` that could not be read: the folder's name, and why. */
export interface DamagedRecord {
  id: string;
  damaged: string;
}

export interface AttemptSource {
  claim: Claim;
  /** Whole text of `events.jsonl`. */
  text: string;
}

export interface FoldOptions {
  /** With it, a run that says it runs but is silent for too long counts as lost. */
  now?: number;
  /** Whether the process of the last attempt lives, where the reader can know; then silence does not matter. */
  alive?: boolean;
  /** Ten minutes unless told. */
  lostAfterMs?: number;
}

export interface Named {
  name: string;
  step: number;
  at: number;
}

/** What the attempts of a run come to, read in order. */
export interface FoldedRun {
  id: string;
  /** Missing where `run.json` is damaged. */
  record?: RunRecord;
  state: RunState;
  /** Why it failed, is lost or damaged. */
  message?: string;
  /** The last attempt; 0 before the first. */
  attempt: number;
  /** The highest step that counts. */
  step: number;
  /** When the last thing that counts happened. */
  updatedAt: number;
  /** Points of each metric by step. */
  metrics: ReadonlyMap<string, readonly Point[]>;
  summary: Record<string, ConfigValue>;
  texts: (Named & { text: string })[];
  tables: (Named & { columns: string[]; rows: ConfigValue[][] })[];
  notes: { text: string; at: number }[];
  /** Damage, in words: the first hundred, and how many there are. */
  problems: string[];
  problemCount: number;
}
