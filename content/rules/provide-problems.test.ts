import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { provideProblems } from "./provide-problems.ts";

let root: string;
let folder: string;
let turn = 0;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "provide-"));
  folder = join(root, `content/exercises/count-${turn++}`);
  mkdirSync(folder, { recursive: true });
  write("solution.ts", "export const add = (a: number, b: number) => a + b;\n");
  write(
    "provide.ts",
    "export const provide = { adapt: ({ add }) => add, trial: (f, seed) => [seed, f.length] };\n",
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const told = async (name?: string) => {
  const slug = folder.split("/").at(-1)!;
  const provides = name === undefined ? undefined : { package: "@blankfile/tensor", export: name };
  const found = await provideProblems(root, { slug, ...(provides && { provides }) });
  return found.map(({ message }) => message).join("; ");
};

it("finds nothing where the trial of both agrees", async () => expect(await told("add")).toBe(""));

it("names a solution that differs from the library, with the place", async () => {
  write(
    "provide.ts",
    "export const provide = { adapt: () => () => 0, trial: (f, seed) => [seed, f.length] };\n",
  );
  expect(await told("add")).toMatch(
    /^the solution differs from add at seed 1: 2 at \[1\]: given 0, expected 2$/,
  );
});

it("names an export that the library lacks, an adapter that throws, and files that are missing or too many", async () => {
  expect(await told("subtractt")).toBe("@blankfile/tensor has no export subtractt");
  write("provide.ts", 'export const provide = { adapt() { throw new Error("no"); } };\n');
  expect(await told()).toBe("is there, and exercise.md provides nothing");
  rmSync(join(folder, "provide.ts"));
  expect(await told("add")).toBe("is missing");
  write("provide.ts", 'throw new Error("no");\n');
  expect(await told("add")).toBe("cannot be tried: no");
});
