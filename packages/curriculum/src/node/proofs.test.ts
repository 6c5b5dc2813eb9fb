import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problemText } from "../problem.ts";
import { checks, makePlace, type Place, page, solution } from "./exercise.fixture.ts";
import { loadExercise } from "./load-exercise.ts";
import { proofProblems, prove } from "./proofs.ts";

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => rmSync(place.root, { recursive: true }));

const told = async () => proofProblems(await prove(place.root, "double")).map(problemText);

describe("the five proofs", () => {
  it("hold for a sound exercise, and say which check kills which mutant", async () => {
    const proofs = await prove(place.root, "double");
    expect(proofProblems(proofs)).toEqual([]);
    expect(proofs).toEqual({
      exercise: "double",
      checks: ["twice two", "twice a negative"],
      starter: { outcome: "failed", passed: 0, failedBy: ["twice two", "twice a negative"] },
      solution: { outcome: "passed", passed: 2, failedBy: [] },
      second: { outcome: "passed", passed: 2, failedBy: [] },
      mutants: [
        { name: "plus-two", outcome: "failed", passed: 1, failedBy: ["twice a negative"] },
        { name: "positive", outcome: "failed", passed: 1, failedBy: ["twice a negative"] },
        { name: "square", outcome: "failed", passed: 1, failedBy: ["twice a negative"] },
      ],
      imports: { allowed: [], used: [] },
    });
  });

  it("name a starter that passes, a solution that fails and a mutant that lives", async () => {
    place.write("starter.ts", solution);
    place.write("solution.ts", solution.replace("2 * x", "3 * x"));
    place.write("mutants/square.ts", solution);
    expect((await told()).map((text) => text.split(";")[0])).toEqual([
      "content/exercises/double/starter.ts: passes the checks",
      "content/exercises/double/solution.ts: ends in failed: twice two",
      "content/exercises/double/mutants/square.ts: passes the checks",
    ]);
  });

  it("name a starter and a mutant that do not load", async () => {
    place.write("starter.ts", "export function double(x: number): number {");
    place.write("mutants/square.ts", "throw new Error('no');");
    const problems = await told();
    expect(problems[0]).toMatch(/starter\.ts: ends in a syntax error: Expected '}'/);
    expect(problems[1]).toMatch(/square\.ts: ends in a load error: Error: no/);
  });

  it("let a mutant hang, which kills it by the check that it hangs in", async () => {
    place.write("mutants/square.ts", solution.replace("2 * x", "x > 0 ? 2 * x : (() => { for (;;); })()"));
    const proofs = await prove(place.root, "double");
    expect(proofProblems(proofs)).toEqual([]);
    expect(proofs.mutants[2]).toMatchObject({ outcome: "time limit", failedBy: ["twice a negative"] });
  });

  it("refuse an import that is not allowed, and publish those that are", async () => {
    place.write("solution.ts", `import { tensor } from "@blankfile/tensor";\nvoid tensor;\n${solution}`);
    expect((await told())[0]).toMatch(/import of "@blankfile\/tensor": this exercise does without it/);
    place.write("exercise.md", page(["@blankfile/tensor"]));
    const proofs = await prove(place.root, "double");
    expect(proofProblems(proofs)).toEqual([]);
    expect(proofs.imports).toEqual({ allowed: ["@blankfile/tensor"], used: ["@blankfile/tensor"] });
  });

  it("name a second solution that the checks refuse, one that is missing, and one that is the first again", async () => {
    place.write("second.ts", "export const double = (x: number): number => x * x;\n");
    expect((await told())[0]).toMatch(/second\.ts: ends in failed: twice a negative; .*asks for more than/);
    place.write("second.ts", solution.replaceAll("x", "value").replace("2 *", "2.0 *"));
    const again = () => loadExercise(place.root, "double").problems.map(problemText);
    expect(again()[0]).toMatch(/second\.ts: is the solution again with other names/);
    rmSync(`${place.folder}/second.ts`);
    expect(again()[0]).toMatch(/second\.ts: is missing; .*or oneWay in exercise\.md/);
    place.write("exercise.md", page([]).replace("imports:", "oneWay: It is one number.\nimports:"));
    expect(again()).toEqual([]);
    expect(await prove(place.root, "double")).not.toHaveProperty("second");
    place.write("second.ts", "export const double = (x: number): number => x + x;\n");
    expect(again()[0]).toMatch(/is there, and oneWay says that there is none/);
  });

  it("name two checks of one name", async () => {
    place.write("checks.ts", checks.replace("twice a negative", "twice two"));
    expect((await told())[0]).toMatch(/two checks are named "twice two"/);
  });

  it("are refused for an exercise that cannot be loaded", async () => {
    rmSync(`${place.folder}/checks.ts`);
    await expect(prove(place.root, "double")).rejects.toThrow(/exercise double: it cannot be loaded/);
  });
});
