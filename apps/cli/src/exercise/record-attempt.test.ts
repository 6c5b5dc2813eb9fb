import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Exercise } from "@blankfile/curriculum";
import { type CheckedFile, readProgress } from "@blankfile/curriculum/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attemptText } from "./attempt-files.ts";
import { noteOf, writeNote } from "./practice-notes.ts";
import { isUnchanged, recordAttempt } from "./record-attempt.ts";
import { hashOf } from "./workspace.fixture.ts";

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 2, 12);
const exercise = { slug: "double", topics: ["functions"], kind: "blank" } as Exercise;
const gauntlet = { ...exercise, kind: "gauntlet", within: 25 } as Exercise;
let workspace: string;
let folder: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "record-"));
  folder = path.join(workspace, "content");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "checks.ts"), "// one\n");
});
afterEach(() => rmSync(workspace, { recursive: true }));

function attempt(text: string, ...passes: boolean[]): CheckedFile {
  const results = passes.map((pass, i) => ({ name: `check ${i}`, pass, elapsedMs: 1 }));
  const outcome = passes.every(Boolean) ? "passed" : "failed";
  return { exercise: "double", outcome, results, names: results.map(({ name }) => name), imports: [], text };
}

const record = (given: CheckedFile, at = noon, of = exercise) =>
  recordAttempt({ workspace, exercise: of, folder }, given, at);
const events = () => readProgress(workspace).events;

describe("the evidence of an attempt on disk", () => {
  it("is an event for each different text whose checks were run, passed or not", () => {
    record(attempt("a", true, false));
    record(attempt("a", true, false), noon + 1);
    record(attempt("b", true, true), noon + 2);
    record(attempt("b", true, true), noon + 3);
    record({ ...attempt("c"), outcome: "syntax error", results: [], names: ["x"] }, noon + 4);
    expect(events()).toMatchObject([
      { kind: "check", exercise: "double", topics: ["functions"], passed: false, checks: [1, 2], at: noon },
      { passed: true, checks: [2, 2], hintsSeen: 0, solutionSeen: false, fromBlank: false, at: noon + 2 },
    ]);
  });

  it("is the text too, of whatever was checked; of a file that did not load there is neither", () => {
    record(attempt("a", false));
    record({ ...attempt("c"), outcome: "syntax error", results: [], names: ["x"] }, noon + 4);
    expect(attemptText(workspace, "double", hashOf("a"))).toBe("a");
    expect(attemptText(workspace, "double", hashOf("c"))).toBeUndefined();
    expect(events()).toHaveLength(1);
  });

  it("says what a pass is: checked, explained after the solution, rebuilt from blank on a later day", () => {
    expect(record(attempt("a", true)).said).toEqual(["Recorded in progress.jsonl: checked."]);
    writeNote(workspace, "double", { hintsSeen: 0, solutionSeen: false, blankSince: noon + 7 * day });
    const again = record(attempt("a", true), noon + 7 * day + 1);
    expect(again.event).toMatchObject({ fromBlank: true });
    expect(again.said).toEqual(["Recorded in progress.jsonl: rebuilt."]);
    rmSync(path.join(workspace, "progress.jsonl"));
    writeNote(workspace, "double", { hintsSeen: 2, solutionSeen: true });
    const explained = record(attempt("a", true));
    expect(explained.event).toMatchObject({ hintsSeen: 2, solutionSeen: true, fromBlank: false });
    expect(explained.said[0]).toMatch(/explained, since the solution had been opened/);
  });

  it("begun again on the day of the first pass is not from blank", () => {
    record(attempt("a", true));
    writeNote(workspace, "double", { hintsSeen: 0, solutionSeen: false, blankSince: noon + 1 });
    expect(record(attempt("a", true), noon + 2).event).toMatchObject({ fromBlank: false });
  });

  it("takes over the hints that an attempt in the browser had seen", () => {
    record(attempt("a", false));
    const [seen] = events();
    writeFileSync(
      path.join(workspace, "progress.jsonl"),
      `${JSON.stringify({ ...seen, hintsSeen: 3, solutionSeen: true })}\n`,
    );
    expect(record(attempt("b", true), noon + 1).event).toMatchObject({ hintsSeen: 3, solutionSeen: true });
  });

  it("of checks that have changed since is a new attempt, and the learner is told", () => {
    record(attempt("a", true));
    expect(isUnchanged(workspace, "double", folder, "a")).toBe(true);
    expect(isUnchanged(workspace, "double", folder, "b")).toBe(false);
    writeFileSync(path.join(folder, "checks.ts"), "// two\n");
    expect(isUnchanged(workspace, "double", folder, "a")).toBe(false);
    const { said } = record(attempt("a", true, false), noon + day);
    expect(said).toEqual([
      "The exercise's checks have changed since your attempt of 2026-11-02; what you passed stays passed.",
    ]);
    expect(events()).toHaveLength(2);
  });
});

describe("a gauntlet", () => {
  const start = () => writeNote(workspace, "double", { hintsSeen: 0, solutionSeen: false, startedAt: noon });

  it("passed within its minutes is a pass, and stays one", () => {
    start();
    expect(record(attempt("a", true), noon + 25 * 60_000, gauntlet).passed).toBe(true);
    expect(record(attempt("a", true), noon + day, gauntlet)).toEqual({ passed: true, said: [] });
    expect(events()).toHaveLength(1);
  });

  it("passed later is kept as late, which is no pass", () => {
    start();
    const late = record(attempt("a", true, true), noon + 31 * 60_000, gauntlet);
    expect(late.passed).toBe(false);
    expect(late.said[0]).toBe(
      "Passed after 31 minutes, its limit is 25: recorded as late, which is no pass; begin again with: blankfile practice double --again",
    );
    expect(record(attempt("a", true, true), noon + 32 * 60_000, gauntlet).passed).toBe(false);
    expect(events()).toMatchObject([{ passed: false, checks: [2, 2], late: true }]);
  });

  it("whose start was not noted is not recorded when it passes", () => {
    const { passed, said } = record(attempt("a", true), noon, gauntlet);
    expect(passed).toBe(false);
    expect(said[0]).toMatch(/^Not recorded: when you began was not noted/);
    expect(events()).toEqual([]);
  });
});

describe("the notes of a workspace", () => {
  it("are empty at first, and kept by exercise", () => {
    expect(noteOf(workspace, "double")).toEqual({ hintsSeen: 0, solutionSeen: false });
    writeNote(workspace, "double", { hintsSeen: 1, solutionSeen: false });
    writeNote(workspace, "other", { hintsSeen: 0, solutionSeen: true });
    expect(noteOf(workspace, "double").hintsSeen).toBe(1);
    expect(noteOf(workspace, "other").solutionSeen).toBe(true);
  });

  it("that are damaged are neither guessed nor overwritten", () => {
    writeNote(workspace, "double", { hintsSeen: 1, solutionSeen: false });
    for (const text of ["{", "[]", '{"exercises":{"double":{}}}']) {
      writeFileSync(path.join(workspace, ".blankfile/practice.json"), text);
      expect(() => noteOf(workspace, "double")).toThrow(/practice\.json is damaged; mend it, or delete it/);
      expect(() => writeNote(workspace, "double", { hintsSeen: 2, solutionSeen: false })).toThrow(/damaged/);
    }
  });
});
