import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readSettings } from "../settings/settings.ts";
import { type StageName, stageNames } from "../templates/stage-files.ts";

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What each stage's result depends on beside the tables and the settings: its own text, and the texts of stages that come before or that it imports. */
const needs: Record<StageName, readonly StageName[]> = {
  "1-look": [],
  "2-split": [],
  "3-baseline": ["2-split"],
  "4-pipeline": ["2-split"],
  "5-tune": ["2-split", "4-pipeline"],
  "6-errors": ["5-tune"],
  "7-submit": ["5-tune"],
  "8-report": ["1-look", "3-baseline", "6-errors", "7-submit"],
};

/**
 * One hash over what a stage is made of: settings, tables (by size and time of their last change), its text, the texts of the stages under it, and any other file in
 * stages/, which it may import.
 */
export function stageVersion(folder: string, stage: StageName): string {
  const used = new Set<StageName>();
  const add = (name: StageName) => {
    if (used.has(name)) return;
    used.add(name);
    for (const other of needs[name]) add(other);
  };
  add(stage);
  const texts = stageNames
    .filter((name) => used.has(name))
    .map((name) => textOf(path.join(folder, "stages", `${name}.ts`)));
  const own = new Set(stageNames.map((name) => `${name}.ts`));
  const others = existsSync(path.join(folder, "stages"))
    ? readdirSync(path.join(folder, "stages"))
        .filter((name) => name.endsWith(".ts") && !own.has(name as never))
        .sort()
    : [];
  const more = others.map((name) => textOf(path.join(folder, "stages", name)));
  const settingsText = textOf(path.join(folder, "campaign.json"));
  return hashOf(
    JSON.stringify([relevantSettings(settingsText), tablesOf(folder, settingsText), texts, more]),
  ).slice(0, 16);
}

/** Reasons and words may change without a new run. */
function relevantSettings(text: string): unknown {
  try {
    const { why: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return rest;
  } catch {
    return text;
  }
}

function tablesOf(folder: string, settingsText: string): unknown {
  const { files } = readSettings(settingsText);
  return Object.values(files).map((name) => {
    if (name === null) return null;
    const stat = statSync(path.join(folder, name), { throwIfNoEntry: false });
    return [name, stat?.size, stat?.mtimeMs];
  });
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

const holdoutFile = (folder: string) => path.join(folder, "out", "holdout.json");

/** Each opening of the locked rows, in order. */
export function readHoldout(folder: string): unknown[] {
  const file = holdoutFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as unknown[]) : [];
}

export function noteOpening(folder: string, opening: { version: string } & object, at: string): void {
  const before = readHoldout(folder) as { version: string }[];
  if (before.some(({ version }) => version === opening.version)) return;
  writeFileSync(holdoutFile(folder), `${JSON.stringify([...before, { ...opening, at }], null, 2)}\n`);
}
