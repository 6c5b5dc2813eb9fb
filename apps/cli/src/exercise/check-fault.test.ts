import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkFile } from "@blankfile/curriculum/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository } from "../places.ts";
import { faultText, issueText } from "./check-fault.ts";

const solution = "export function double(x: number): number {\n  return 2 * x;\n}\n";
let root: string;
let folder: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "fault-")));
  folder = path.join(root, "double");
  mkdirSync(folder);
  writeFileSync(path.join(root, "package.json"), '{"type":"module"}');
  write("solution.ts", solution);
  write("starter.ts", solution);
  write(
    "exercise.md",
    "---\ntitle: Double\ntopics: [functions]\nkind: blank\ndifficulty: 1\nimports: []\nhints: [Add it to itself.]\n---\nTwice the number.\n",
  );
});
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

/** The fault that is found with a check of that body, where the learner's file is that text. */
async function faultOf(body: string, own: string): Promise<string | undefined> {
  write("checks.ts", `export const checks = [{ name: "twice", run: ({ double }) => { ${body} } }];\n`);
  const file = path.join(root, "own.ts");
  writeFileSync(file, own);
  return faultText(folder, await checkFile(folder, file));
}

describe("a check that throws", () => {
  it("on our own solution too is our fault: an issue text with exercise, check, error and versions", async () => {
    const own = solution.replace("2 * x", '"anna" as never');
    const text = await faultOf("throw new TypeError('no ' + double(2));", own);
    expect(text).toMatch(/^This is our fault, not yours\./);
    expect(text).toContain('Exercise double: the check "twice" throws');
    expect(text).toMatch(/error +TypeError: no 4$/m);
    expect(text).toMatch(/versions +blankfile \d+\.\d+\.\d+.*, Node v\d+/);
    expect(text).not.toContain("anna");
  });

  it("that returns no outcome is our fault", async () => {
    expect(await faultOf("double(2);", solution)).toMatch(/the check itself is wrong: "twice" returned no/);
  });

  it("on what the learner's code returned alone is not, nor is an error of the learner's", async () => {
    const body = "return { pass: double(2).toFixed(0) === '4' };";
    expect(await faultOf(body, solution.replace("2 * x", "undefined as never"))).toBeUndefined();
    expect(await faultOf(body, solution.replace("return 2 * x", "throw new Error('x')"))).toBeUndefined();
    expect(await faultOf(body, solution)).toBeUndefined();
  });

  it("names no folder of this machine", () => {
    const text = issueText("double", undefined, `${repository}/content: Error\n at x`);
    expect(text).toContain("Exercise double: the checks cannot be loaded");
    expect(text).toMatch(/error +<blankfile>\/content: Error {2}at x$/m);
    expect(text).not.toContain(repository);
  });
});
