import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.join(import.meta.dirname, "../../../..");

/** A repository in a temporary folder with one exercise, "double", for tests that run real files in real processes. */
export interface Place {
  root: string;
  /** The exercise's folder. */
  folder: string;
  /** Writes a file of the exercise, or, with an absolute path, any other, and returns its path. */
  write: (name: string, text: string) => string;
}

/** For the text of the fixture, which lies outside of this package. */
const library = "@blankfile/curriculum/check";

export const checks = `
import { type Check, close } from LIBRARY;
export const checks: Check<typeof import("./starter.ts")>[] = [
  { name: "twice two", run: ({ double }) => close(double(2), 4), timeLimitMs: 1500 },
  {
    name: "twice a negative",
    run: async ({ double }) => close(await double(-3), -6),
    probes: "real-numbers",
    why: "The sign stays.",
    timeLimitMs: 1500,
  },
];
`.replace("LIBRARY", JSON.stringify(library));

export const solution = "export function double(x: number): number {\n  return 2 * x;\n}\n";

export function makePlace(): Place {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "exercise-")));
  const folder = path.join(root, "content/exercises/double");
  mkdirSync(path.join(folder, "mutants"), { recursive: true });
  mkdirSync(path.join(root, "node_modules"));
  symlinkSync(path.join(repository, "node_modules/@blankfile"), path.join(root, "node_modules/@blankfile"));
  const write = (name: string, text: string) => {
    const file = path.resolve(folder, name);
    writeFileSync(file, text);
    return file;
  };
  write("exercise.md", page([]));
  write("starter.ts", solution.replace("return 2 * x;", 'throw new Error("not written yet");'));
  write("solution.ts", solution);
  write("second.ts", "export const double = (x: number): number => x + x;\n");
  write("checks.ts", checks);
  write("mutants/square.ts", solution.replace("2 * x", "x * x"));
  write("mutants/positive.ts", solution.replace("2 * x", "Math.abs(2 * x)"));
  write("mutants/plus-two.ts", solution.replace("2 * x", "x + 2"));
  return { root, folder, write };
}

export function page(imports: string[]): string {
  const list = imports.map((name) => `"${name}"`).join(", ");
  return `---
title: Double
topics: [functions]
kind: blank
difficulty: 1
minutes: {practice: 1, basis: estimated}
imports: [${list}]
hints: [Add it to itself.]
---
Return twice the number.
`;
}
