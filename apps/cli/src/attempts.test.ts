import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CheckEvent } from "@blankfile/curriculum";
import { appendProgress } from "@blankfile/curriculum/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Learner } from "./blankfile.fixture.ts";
import { attemptText, keepAttemptText } from "./exercise/attempt-files.ts";

const slug = "stable-softmax";
const texts = ["one\ntwo\nthree\n", "one\n2\nthree\n", "one\n2\n3\n"];
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
let learner: Learner;
beforeAll(() => {
  learner = new Learner();
  texts.forEach((text, i) => {
    attempt(text, { at: Date.UTC(2026, 10, 30, 12, i), checks: [i, 2], passed: i === 2, hintsSeen: i });
    keepAttemptText(learner.workspace, slug, text);
  });
  attempt("in a browser\n", { at: Date.UTC(2026, 10, 30, 12, 5), checks: [1, 2] });
  learner.write(`${slug}.ts`, texts[2]!);
});
afterAll(() => learner.gone());

function attempt(text: string, more: Partial<CheckEvent>): void {
  const event: CheckEvent = {
    ...{ id: hash(text), at: 0, kind: "check", exercise: slug, topics: ["logsumexp"], passed: false },
    ...{ checks: [0, 2], solution: hash(text), hintsSeen: 0, solutionSeen: false, fromBlank: false },
    ...more,
  };
  appendProgress(learner.workspace, [event]);
}

describe("blankfile attempts", () => {
  it("lists them newest first, with what came of each and where its text is", () => {
    const lines = learner.blankfile("attempts", slug).stdout.split("\n");
    expect(lines[0]).toBe("A softmax that does not overflow: 4 attempts");
    expect(lines[2]).toMatch(/^ +4 {2}30 Nov 2026, .* {2}1 of 2 checks passed +its text is not kept here$/);
    expect(lines[3]).toMatch(/^ +3 .* all 2 checks passed, 2 hints seen +the text of your file now$/);
    expect(lines[5]).toMatch(/^ +1 .* 0 of 2 checks passed$/);
    expect(lines.join("\n")).toContain(`blankfile attempts ${slug} --diff 2; in it: --diff 2 --before`);
  }, 60_000);

  it("tells line by line what has changed since one, and what it changed in the one before", () => {
    const since = learner.blankfile("attempts", slug, "--diff", "1").stdout;
    expect(since).toMatch(/^From attempt 1 \(.*\) to your file now:\n\n {2}one\n- two\n- three\n\+ 2\n\+ 3\n$/);
    const within = learner.blankfile("attempts", slug, "--diff", "2", "--before").stdout;
    expect(within).toMatch(/^From attempt 1 .* to attempt 2 .*:\n\n {2}one\n- two\n\+ 2\n {2}three\n$/);
    expect(learner.blankfile("attempts", slug, "--diff", "3").stdout).toMatch(/: no line differs\.$/m);
    const gone = learner.blankfile("attempts", slug, "--diff", "4");
    expect([gone.status, gone.stderr]).toEqual([2, expect.stringMatching(/attempt 4 .* is not kept here/)]);
  }, 60_000);

  it("puts one back, sets aside what was there, and says how to undo it", () => {
    const { stdout } = learner.blankfile("attempts", slug, "--restore", "1");
    const [, aside] = /^Set aside: (.*)$/m.exec(stdout)!;
    expect(readFileSync(learner.file(`${slug}.ts`), "utf8")).toBe(texts[0]);
    expect(readFileSync(aside!, "utf8")).toBe(texts[2]);
    expect(stdout).toContain(`To undo it: mv "${aside}" "${learner.file(`${slug}.ts`)}"`);
    expect(learner.blankfile("attempts", slug, "--restore", "1").stdout).toMatch(/^Yours has that very text/);
  }, 60_000);
});

describe("the texts of attempts", () => {
  it("are kept once each, fifty of an exercise, and one that was altered is none", () => {
    for (let i = 0; i < 60; i++) keepAttemptText(learner.workspace, "double", `text ${i}`);
    keepAttemptText(learner.workspace, "double", "text 59");
    const folder = path.join(learner.workspace, ".blankfile/attempts/double");
    expect(readdirSync(folder)).toHaveLength(50);
    expect(attemptText(learner.workspace, "double", hash("text 59"))).toBe("text 59");
    const file = path.join(folder, `${hash("text 59").slice(0, 16)}.ts`);
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, "altered");
    expect(attemptText(learner.workspace, "double", hash("text 59"))).toBeUndefined();
    mkdirSync(path.join(learner.workspace, ".blankfile/attempts/triple"));
    expect(attemptText(learner.workspace, "triple", hash("x"))).toBeUndefined();
  });
});
