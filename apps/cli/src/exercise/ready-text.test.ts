import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextText } from "./next-text.ts";
import { placeOf } from "./place.ts";
import { readyText } from "./ready-text.ts";
import { Workspace } from "./workspace.fixture.ts";

// The first test reads every exercise of the content and its topic.
const limit = 60_000;
const noon = Date.UTC(2026, 10, 30, 12);
const day = 86_400_000;
let mine: Workspace;
beforeEach(() => {
  mine = new Workspace();
});
afterEach(() => mine.gone());

const ready = (now = noon, all = false) => readyText(mine.folder, now, all);
const claim = (...topics: string[]) =>
  mine.add(...topics.map((topic) => ({ at: noon - day, kind: "claim" as const, topic })));

describe("practice without a name", () => {
  it(
    "lists what lacks the least where nothing is known, and proposes one with what it needs",
    async () => {
      const text = await ready();
      expect(text).toMatch(/^Of none of the \d+ exercises that are left all that its topic needs is known/);
      expect(text).toMatch(
        /^ {2}composed-gradient +from a blank file +2 of 5 +about 25 min +The chain rule, which needs Derivatives/m,
      );
      expect(text).toMatch(/and \d+ more: blankfile practice --all/);
      expect(text).toMatch(/Begin with .* \(the easiest; it needs .*\): blankfile practice [a-z-]+$/);
      expect((await ready(noon, true)).split("\n").length).toBeGreaterThan(100);
    },
    limit,
  );

  it(
    "lists what can be started, what is begun, and proposes the easiest",
    async () => {
      claim("derivatives");
      writeFileSync(mine.file("composed-gradient"), "");
      const text = await ready();
      expect(text).toMatch(/^1 of \d+ exercises can be started now/);
      expect(text).toMatch(/composed-gradient .* The chain rule \(begun\)$/m);
      expect(text).toMatch(
        /Begin with The slope of a composition \(the easiest\): blankfile practice composed-gradient$/,
      );
    },
    limit,
  );

  it(
    "puts the plan first, and names what is worth doing again from blank",
    async () => {
      claim("derivatives", "matrices");
      mine.add({ at: noon, kind: "plan", destinations: ["gaussian-elimination"] });
      mine.attempt("stable-softmax", "a", { at: noon - 8 * day, passed: true, checks: [2, 2] });
      const text = await ready();
      expect(text).toMatch(/\(your plan asks for it\): blankfile practice lu-with-row-swaps$/);
      expect(text).toMatch(/^Again from blank, when you like: stable-softmax \(/m);
    },
    limit,
  );
});

describe("after a pass", () => {
  const after = (slug: string) => nextText(placeOf(slug, mine.folder), noon);

  it(
    "comes what builds on it, what it opens, where it can run, and when to do it again",
    async () => {
      claim("derivatives");
      mine.attempt("composed-gradient", "a", { at: noon, topics: ["chain-rule"], passed: true });
      const [next, more] = await after("composed-gradient");
      expect(next).toMatch(/^Next: .+ \(.+\): blankfile practice [a-z-]+$/);
      expect(next).not.toContain("composed-gradient");
      expect(more).toMatch(/^(It opens|On it builds?) /);
      expect(more).toMatch(/Worth doing again from blank from 2026-12-07 on\.$/);
      mine.attempt("stable-softmax", "b", { at: noon, passed: true });
      expect((await after("stable-softmax"))[1]).toMatch(/blankfile run <experiment> --mine softmax\./);
    },
    limit,
  );
});
