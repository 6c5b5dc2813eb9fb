import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { attemptText, keepAttemptText } from "../exercise/attempt-files.ts";
import { hashOf, Workspace } from "../exercise/workspace.fixture.ts";
import { attempts } from "./attempts.ts";

const slug = "stable-softmax";
const texts = ["one\ntwo\nthree\n", "one\n2\nthree\n", "one\n2\n3\n"];
let mine: Workspace;
beforeEach(() => {
  mine = new Workspace();
  texts.forEach((text, i) => {
    const at = Date.UTC(2026, 10, 30, 12, i);
    mine.attempt(slug, text, { at, checks: [i, 2], passed: i === 2, hintsSeen: i });
    keepAttemptText(mine.folder, slug, text);
  });
  mine.attempt(slug, "in a browser\n", { at: Date.UTC(2026, 10, 30, 12, 5), checks: [1, 2] });
  writeFileSync(mine.file(slug), texts[2]!);
});
afterEach(() => {
  vi.restoreAllMocks();
  mine.gone();
});

/** What the command prints. */
async function said(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  log.mockClear();
  await attempts().parseAsync([slug, ...args, "--workspace", mine.folder], { from: "user" });
  return log.mock.calls.map(([line]) => `${line}\n`).join("");
}

describe("blankfile attempts", () => {
  it("lists them newest first, with what came of each and where its text is", async () => {
    const text = await said();
    const lines = text.split("\n");
    expect(lines[0]).toBe("A softmax that does not overflow: 4 attempts");
    expect(lines[2]).toMatch(/^ +4 {2}30 Nov 2026, .* {2}1 of 2 checks passed +its text is not kept here$/);
    expect(lines[3]).toMatch(/^ +3 .* all 2 checks passed, 2 hints seen +the text of your file now$/);
    expect(lines[5]).toMatch(/^ +1 .* 0 of 2 checks passed$/);
    expect(text).toContain(`blankfile attempts ${slug} --diff 2; in it: --diff 2 --before`);
  });

  it("tells line by line what has changed since one, and what it changed in the one before", async () => {
    expect(await said("--diff", "1")).toMatch(
      /^From attempt 1 \(.*\) to your file now:\n\n {2}one\n- two\n- three\n\+ 2\n\+ 3\n$/,
    );
    expect(await said("--diff", "2", "--before")).toMatch(
      /^From attempt 1 .* to attempt 2 .*:\n\n {2}one\n- two\n\+ 2\n {2}three\n$/,
    );
    expect(await said("--diff", "1", "--before")).toMatch(/^From the starter to attempt 1/);
    expect(await said("--diff", "3")).toMatch(/: no line differs\.$/m);
  });

  it("puts one back, sets aside what was there, and says how to undo it", async () => {
    const text = await said("--restore", "1");
    const [, aside] = /^Set aside: (.*)$/m.exec(text)!;
    expect(readFileSync(mine.file(slug), "utf8")).toBe(texts[0]);
    expect(readFileSync(aside!, "utf8")).toBe(texts[2]);
    expect(text).toContain(`To undo it: mv "${aside}" "${mine.file(slug)}"`);
    expect(await said("--restore", "1")).toMatch(/^Yours has that very text already/);
    expect(readdirSync(path.join(mine.folder, "exercises"))).toHaveLength(2);
  });

  it("refuses a number that there is not, a text that is not kept, and options that say two things", async () => {
    await expect(said("--diff", "7")).rejects.toThrow(
      /there is no attempt 7 at stable-softmax; they are 1 to 4/,
    );
    await expect(said("--restore", "4")).rejects.toThrow(/text of attempt 4 .* is not kept here/);
    await expect(said("--diff", "1", "--restore", "2")).rejects.toThrow(/leave one of the two/);
    await expect(said("--before")).rejects.toThrow(/--before without --diff/);
  });
});

describe("the texts of attempts", () => {
  it("are kept once each, fifty of an exercise, and one that was altered is none", () => {
    for (let i = 0; i < 60; i++) keepAttemptText(mine.folder, "double", `text ${i}`);
    keepAttemptText(mine.folder, "double", "text 59");
    const folder = path.join(mine.folder, ".blankfile/attempts/double");
    expect(readdirSync(folder)).toHaveLength(50);
    expect(attemptText(mine.folder, "double", hashOf("text 59"))).toBe("text 59");
    const file = path.join(folder, `${hashOf("text 59").slice(0, 16)}.ts`);
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, "altered");
    expect(attemptText(mine.folder, "double", hashOf("text 59"))).toBeUndefined();
    mkdirSync(path.join(mine.folder, ".blankfile/attempts/triple"));
    expect(attemptText(mine.folder, "triple", hashOf("x"))).toBeUndefined();
  });
});
