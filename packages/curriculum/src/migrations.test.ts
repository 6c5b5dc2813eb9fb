import { describe, expect, it } from "vitest";
import type { ProgressEvent } from "./evidence.ts";
import { foldEvidence } from "./fold-evidence.ts";
import { applyMigrations, successors } from "./migrate-events.ts";
import { type Migration, migrationProblems, migrationsSchema } from "./migrations.ts";
import { union } from "./progress.ts";

const date = "2026-11-24";
const claim = (topic: string, at = 1): ProgressEvent => ({ id: `${topic}-${at}`, at, kind: "claim", topic });
const unclaim = (topic: string, at: number): ProgressEvent => ({
  id: `no-${topic}`,
  at,
  kind: "unclaim",
  topic,
});
const pass = (topics: string[], at = 1): ProgressEvent => ({
  id: `pass-${at}`,
  at,
  kind: "check",
  exercise: "e",
  topics,
  passed: true,
  checks: [3, 3],
  solution: "00",
  hintsSeen: 0,
  solutionSeen: false,
  fromBlank: false,
});

const renamed: Migration = { kind: "renamed", from: "a", to: "b", date };
const merged: Migration = { kind: "merged", from: ["a", "b"], to: "c", date };
const split: Migration = { kind: "split", from: "a", to: ["x", "y"], date };
const removed: Migration = { kind: "removed", slug: "a", reason: "no topic of its own", date };

const rungs = (events: ProgressEvent[], migrations: Migration[]) =>
  Object.fromEntries(
    [...foldEvidence(applyMigrations(events, migrations).events)].map(([slug, { rung }]) => [slug, rung]),
  );

describe("applyMigrations", () => {
  it("moves the evidence of a renamed topic", () => {
    expect(rungs([claim("a"), pass(["a", "z"])], [renamed])).toEqual({ b: "checked", z: "checked" });
  });
  it("unites the evidence of merged topics", () => {
    expect(rungs([claim("a"), pass(["b"])], [merged])).toEqual({ c: "checked" });
  });
  it("gives the evidence of a split topic to all its parts", () => {
    expect(rungs([claim("a"), pass(["a"])], [split])).toEqual({ x: "checked", y: "checked" });
  });
  it("keeps the events of a removed topic aside, and a pass that proved another topic too", () => {
    const { events, aside } = applyMigrations([claim("a"), pass(["a"], 1), pass(["a", "z"], 2)], [removed]);
    expect(aside).toEqual([claim("a"), pass(["a"], 1)]);
    expect(events).toEqual([pass(["z"], 2)]);
  });
  it("applies migrations one after the other", () => {
    const list: Migration[] = [renamed, { kind: "split", from: "b", to: ["x", "y"], date }];
    expect(rungs([claim("a"), claim("b")], list)).toEqual({ x: "claimed", y: "claimed" });
    expect(successors(["a", "q"], [...list, { kind: "renamed", from: "y", to: "w", date }])).toEqual([
      "x",
      "w",
      "q",
    ]);
  });
  it("moves the destinations of a plan", () => {
    const plan: ProgressEvent = { id: "p", at: 1, kind: "plan", destinations: ["a", "b", "z"] };
    expect(applyMigrations([plan], [merged]).events).toEqual([{ ...plan, destinations: ["c", "z"] }]);
  });
  it("takes back one of two merged topics without the other", () => {
    expect(rungs([claim("a", 1), claim("b", 2), unclaim("a", 3)], [merged])).toEqual({ c: "claimed" });
    expect(rungs([claim("a", 1), unclaim("a", 3)], [merged])).toEqual({});
    expect(rungs([claim("a", 1), unclaim("a", 3), claim("a", 4)], [merged])).toEqual({ c: "claimed" });
    expect(rungs([claim("a", 1), unclaim("c", 3)], [merged])).toEqual({ c: "none" });
  });
  it("gives events of a split ids that stay unique and the same each time", () => {
    const first = applyMigrations([claim("a")], [split]).events;
    expect(first.map(({ id }) => id)).toEqual(["a-1", "a-1/y"]);
    expect(union(first, applyMigrations([claim("a")], [split]).events).added).toBe(0);
  });
  it("leaves events alone where there is nothing to migrate", () => {
    const events = [claim("a"), unclaim("a", 2), pass(["a"])];
    expect(applyMigrations(events, [])).toEqual({ events, aside: [] });
  });
});

describe("migrationProblems", () => {
  it("accepts a chain that ends in a topic", () => {
    const list: Migration[] = [renamed, { kind: "renamed", from: "b", to: "c", date }];
    expect(migrationProblems(list, new Set(["c"]))).toEqual([]);
    expect(migrationProblems([{ kind: "merged", from: ["a", "b"], to: "b", date }], new Set(["b"]))).toEqual(
      [],
    );
  });
  it("names a target that is no topic and an old slug that still is one", () => {
    expect(
      migrationProblems([renamed], new Set(["a"])).map(({ field, message }) => `${field}: ${message}`),
    ).toEqual(["from: a is still a topic", "to: there is no topic b"]);
    expect(migrationProblems([removed], new Set(["a"]))[0]!.field).toBe("slug");
  });
});

describe("migrationsSchema", () => {
  it("refuses an unknown kind and a merge of one", () => {
    expect(migrationsSchema.safeParse({ migrations: [renamed, merged, split, removed] }).success).toBe(true);
    expect(migrationsSchema.safeParse({ migrations: [{ ...renamed, kind: "moved" }] }).success).toBe(false);
    expect(migrationsSchema.safeParse({ migrations: [{ ...merged, from: ["a"] }] }).success).toBe(false);
  });
});
