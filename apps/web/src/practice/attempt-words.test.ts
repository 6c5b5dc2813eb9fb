import { expect, it } from "vitest";
import { attemptBefore, distinctAttempts, outcomeWords } from "./attempt-words.ts";
import type { KeptAttempt } from "./attempts.ts";

const attempt = (text: string, more: Partial<KeptAttempt> = {}): KeptAttempt => ({
  exercise: "softmax",
  at: 0,
  outcome: "failed",
  checks: [3, 8],
  text,
  ...more,
});

it("what came of an attempt is told with its checks, a limit beside them, and a text set aside as not checked", () => {
  expect(outcomeWords(attempt(""))).toBe("3 of 8 checks passed");
  expect(outcomeWords({ outcome: "passed", checks: [8, 8] })).toBe("all 8 checks passed");
  expect(outcomeWords({ outcome: "time limit", checks: [2, 8] })).toBe("time limit, 2 of 8 checks passed");
  expect(outcomeWords({ outcome: "memory limit", checks: [0, 8] })).toBe("memory limit");
  expect(outcomeWords({ outcome: "passed" })).toBe("passed");
  expect(outcomeWords({ outcome: "set aside" })).toBe("set aside, not checked");
});

it("an attempt that was repeated stands once, with the time of the last; another outcome of the same text stays", () => {
  const list = [
    attempt("b", { at: 5 }),
    attempt("b", { at: 4 }),
    attempt("b", { at: 3, checks: [2, 8] }),
    attempt("a", { at: 2 }),
    attempt("b", { at: 1 }),
  ];
  expect(distinctAttempts(list).map(({ at }) => at)).toEqual([5, 3, 2, 1]);
});

it("a text set aside stands only where it was never checked", () => {
  const aside = { outcome: "set aside", checks: undefined } as unknown as Partial<KeptAttempt>;
  const list = [
    attempt("b", { at: 3, ...aside }),
    attempt("c", { at: 2, ...aside }),
    attempt("b", { at: 1 }),
  ];
  expect(distinctAttempts(list).map(({ at }) => at)).toEqual([2, 1]);
});

it("the one before is the next older one with another text", () => {
  const list = [attempt("c"), attempt("b"), attempt("b", { outcome: "set aside" }), attempt("a")];
  expect(attemptBefore(list, list[0]!)?.text).toBe("b");
  expect(attemptBefore(list, list[1]!)?.text).toBe("a");
  expect(attemptBefore(list, list[3]!)).toBeUndefined();
});
