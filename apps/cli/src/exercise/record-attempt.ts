import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type CheckEvent,
  type Exercise,
  firstPass,
  foldEvidence,
  type ProgressEvent,
} from "@blankfile/curriculum";
import { appendProgress, type CheckedFile, readProgress } from "@blankfile/curriculum/node";
import { keepAttemptText } from "./attempt-files.ts";
import { type Note, noteOf } from "./practice-notes.ts";

/** An attempt, with the checks that it was an attempt at: where they change later, the same text is another attempt. */
type KeptEvent = CheckEvent & {
  /** SHA-256 of the exercise's `checks.ts`, hex; the browser's events do without. */
  checksHash?: string;
};

/** What came of recording: the event where there is a new one, and what to tell the learner. */
export interface Recorded {
  /** The attempt counts as passed: in time where the exercise has a limit. */
  passed: boolean;
  event?: KeptEvent;
  said: string[];
}

/**
 * The evidence of an attempt in `progress.jsonl`, the same as the browser's: an event for each different text whose checks
 * were run, passed or not; again where the checks have changed since, where the result is another, and where the exercise
 * was begun again from blank. A file that did not load is no attempt, here as in the browser, and leaves nothing. The text is kept,
 * so that `blankfile attempts` can compare and put it back.
 *
 * A gauntlet is "timed, no hints": a pass later than its limit is kept with all its checks, as late, and is no pass. Its
 * clock runs from `blankfile practice` on; where that was never noted, a pass is not recorded. A text that passed in time
 * stays passed.
 */
export function recordAttempt(
  place: { workspace: string; exercise: Exercise; folder: string },
  attempt: CheckedFile,
  now: number,
): Recorded {
  const { workspace, exercise, folder } = place;
  const passed = attempt.outcome === "passed";
  const { text, results, names } = attempt;
  if (text === undefined || results.length === 0) return { passed, said: [] };
  keepAttemptText(workspace, exercise.slug, text);
  const note = noteOf(workspace, exercise.slug);
  const all = readProgress(workspace).events;
  const earlier = attemptsIn(all, exercise.slug);
  const checksHash = checksHashOf(folder);
  const solution = hashOf(text);
  const said = changedText(earlier.at(-1), checksHash);

  const since = earlier.filter(({ at }) => at >= (note.blankSince ?? 0));
  const same = since.filter((event) => event.solution === solution && sameChecks(event, checksHash));
  if (passed && same.some((event) => event.passed)) return { passed, said };
  const clock = clockOf(exercise, note, now);
  if (passed && clock === "never started")
    return {
      passed: false,
      said: [...said, `Not recorded: when you began was not noted; ${againText(exercise.slug)}`],
    };
  const late = passed && clock === "over";
  const counts = passed && !late;
  if (late) said.push(`${lateText(exercise, note, now)}; ${againText(exercise.slug)}`);
  if (same.some((event) => event.passed === counts && event.late === (late || undefined)))
    return { passed: counts, said };

  const last = since.at(-1);
  const first = firstPass(all, exercise.slug);
  const event: KeptEvent = {
    id: randomUUID(),
    at: now,
    kind: "check",
    exercise: exercise.slug,
    topics: exercise.topics,
    passed: counts,
    checks: [results.filter(({ pass }) => pass).length, names.length],
    solution,
    hintsSeen: Math.max(note.hintsSeen, last?.hintsSeen ?? 0),
    solutionSeen: note.solutionSeen || (last?.solutionSeen ?? false),
    fromBlank: first !== undefined && note.blankSince !== undefined && day(note.blankSince) > day(first),
    checksHash,
    ...(late && { late: true as const }),
  };
  appendProgress(workspace, [event]);
  if (counts) said.push(`Recorded in progress.jsonl: ${rungText([...all, event], event)}.`);
  return { passed: counts, event, said };
}

/** The exercise's last attempt was at this text and at these checks. */
export function isUnchanged(workspace: string, slug: string, folder: string, text: string): boolean {
  const last = attemptsIn(readProgress(workspace).events, slug).at(-1);
  return last !== undefined && last.solution === hashOf(text) && sameChecks(last, checksHashOf(folder));
}

function attemptsIn(events: readonly ProgressEvent[], slug: string): KeptEvent[] {
  return events.filter((event): event is KeptEvent => event.kind === "check" && event.exercise === slug);
}

function sameChecks(event: KeptEvent, checksHash: string): boolean {
  return event.checksHash === undefined || event.checksHash === checksHash;
}

function changedText(last: KeptEvent | undefined, checksHash: string): string[] {
  if (last === undefined || sameChecks(last, checksHash)) return [];
  return [
    `The exercise's checks have changed since your attempt of ${day(last.at)}; what you passed stays passed.`,
  ];
}

/** Where a gauntlet's time stands; of an exercise without a limit it is never over. */
function clockOf(
  { within }: Exercise,
  { startedAt }: Note,
  now: number,
): "running" | "over" | "never started" {
  if (within === undefined) return "running";
  if (startedAt === undefined) return "never started";
  return now > startedAt + within * 60_000 ? "over" : "running";
}

function lateText({ within }: Exercise, { startedAt }: Note, now: number): string {
  const minutes = Math.ceil((now - (startedAt ?? now)) / 60_000);
  return `Passed after ${minutes} minutes, its limit is ${within}: recorded as late, which is no pass`;
}

function againText(slug: string): string {
  return `begin again with: blankfile practice ${slug} --again`;
}

/** The highest rung that this exercise has given its first topic. */
function rungText(events: readonly ProgressEvent[], event: CheckEvent): string {
  const reasons = foldEvidence(events).get(event.topics[0] ?? "")?.because ?? [];
  const rung = reasons.findLast(({ what }) => what === event.exercise)?.rung ?? "checked";
  return rung === "explained" ? "explained, since the solution had been opened" : rung;
}

function checksHashOf(folder: string): string {
  return hashOf(readFileSync(path.join(folder, "checks.ts"), "utf8"));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** By UTC, as the ladder counts days. */
function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
