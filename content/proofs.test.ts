import { readdirSync } from "node:fs";
import { join } from "node:path";
import { problemText } from "@blankfile/curriculum";
import { loadExercise, proofProblems, prove } from "@blankfile/curriculum/node";
import { describe, expect, it } from "vitest";
import { provideProblems } from "./rules/provide-problems.ts";

const root = join(import.meta.dirname, "..");

describe("the five proofs: the starter fails, both solutions pass, each mutant dies, imports are allowed", () => {
  it.each(readdirSync(join(root, "content/exercises")))("%s", { timeout: 60_000 }, async (slug) => {
    const provided = await provideProblems(root, loadExercise(root, slug).value!);
    expect([...proofProblems(await prove(root, slug)), ...provided].map(problemText)).toEqual([]);
  });
});
