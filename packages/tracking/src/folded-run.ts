import type { Point } from "./metrics.ts";
import type {
  ArtifactEvent,
  Claim,
  ConfigValue,
  MetricDefinition,
  RunRecord,
  RunState,
  UseEvent,
} from "./run.ts";
import type { StoredValue } from "./values/value.ts";

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
  /** When the last attempt's events were written last, by the clock of the file system: the one of their writer may be wrong. */
  writtenAt?: number;
  /** Ten minutes unless told. */
  lostAfterMs?: number;
}

export interface Named {
  name: string;
  step: number;
  at: number;
}

export interface FoldedArtifact extends Omit<ArtifactEvent, "kind" | "seq" | "bytes"> {
  attempt: number;
  /** How many; missing for checkpoints that were written as texts. */
  bytes?: number;
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
  /** What `run.json` says, and what was added later. */
  config: Record<string, ConfigValue>;
  /** How metrics are to be read, by name; a name may end in `*`. */
  definitions: Record<string, MetricDefinition>;
  texts: (Named & { text: string })[];
  tables: (Named & { columns: string[]; rows: ConfigValue[][] })[];
  notes: { text: string; at: number }[];
  /** Histograms, images, curves, …, in the order in which they were logged. */
  values: (Named & { value: StoredValue })[];
  /** What the run made, checkpoints too; the bytes of old checkpoints may be gone. */
  artifacts: FoldedArtifact[];
  /** What it worked with. */
  uses: Omit<UseEvent, "kind" | "seq">[];
  /** What the process took of the machine, by name: "system/cpu". */
  system: ReadonlyMap<string, readonly { at: number; value: number }[]>;
  /** Kinds of events that this version does not know, and how many of each. */
  later: Record<string, number>;
  /** Damage, in words: the first hundred, and how many there are. */
  problems: string[];
  problemCount: number;
}
