import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EventLog } from "../../event-log.ts";
import { toFiles } from "../../memory-run.ts";
import { redactionNote, redactValue } from "../../redact.ts";
import type { ConfigValue, RunEvent, RunRecord } from "../../run.ts";
import { checkExperimentName, makeRunId } from "../../run-id.ts";
import type { Value } from "../../values/value.ts";
import { writeArtifact } from "../artifact.ts";

/** A run of another tracker. */
export interface ForeignRun {
  /** What tells it from all others, the same at each import: the tracker, its project, its id. */
  origin: string;
  createdAt: number;
  endedAt: number;
  config: Record<string, ConfigValue>;
  group?: string;
  /** Each in its own time; numbers and values. */
  logged: { step: number; at: number; values: Record<string, number | Value> }[];
  /** What could not come along, in words. */
  notes: string[];
}

export interface ImportedRun {
  id: string;
  origin: string;
  /** False where an earlier import has brought it. */
  isNew: boolean;
  notes: string[];
}

/** Lays a run into the workspace, whole or not at all. Its id follows from its origin: a second import changes nothing. */
export function writeImported(workspace: string, experiment: string, foreign: ForeignRun): ImportedRun {
  checkExperimentName(experiment);
  const { origin, createdAt } = foreign;
  const id = makeRunId(experiment, createdAt, createHash("sha256").update(origin).digest());
  const target = path.join(workspace, "runs", id);
  const notes = [...foreign.notes];
  if (existsSync(target)) return { id, origin, isNew: false, notes };
  const draft = path.join(workspace, "runs", `.import-${randomBytes(6).toString("hex")}`);
  try {
    mkdirSync(draft, { recursive: true });
    const { record, events } = made(id, experiment, foreign, { draft, notes });
    for (const { path: name, text } of toFiles(record, events)) {
      const file = path.join(draft, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text, { flush: true });
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return { id, origin, isNew: true, notes };
}

function made(
  id: string,
  experiment: string,
  { origin, createdAt, endedAt, config, group, logged }: ForeignRun,
  { draft, notes }: { draft: string; notes: string[] },
): { record: RunRecord; events: RunEvent[] } {
  const clean = redactValue(config, "config");
  const record: RunRecord = {
    format: 1,
    id,
    experiment,
    config: clean.value,
    seed: 0,
    ...(group !== undefined && { group }),
    createdAt,
    code: {},
  };
  const events: RunEvent[] = [];
  let now = createdAt;
  const log = new EventLog({
    clock: () => now,
    keep: (bytes) => writeArtifact(draft, bytes),
    emit: (event) => events.push(event),
  });
  log.state("running");
  log.note(`Imported from ${origin}.`);
  const redacted = redactionNote(clean.found);
  if (redacted !== undefined) log.note(redacted);
  for (const { step, at, values } of logged) {
    now = at;
    try {
      log.log(values, { step });
    } catch (error) {
      const note = `left out at step ${step}: ${(error as Error).message}`;
      if (notes.length < 100) notes.push(note);
    }
  }
  now = endedAt;
  for (const note of notes) log.note(note);
  log.state("finished");
  return { record, events };
}
