import { describe, expect, it } from "vitest";
import { type ProgressEvent, rungs } from "./evidence.ts";
import { foldEvidence } from "./fold-evidence.ts";
import { nextRungText, reasonText } from "./reason-words.ts";

const noon = Date.UTC(2026, 10, 30, 12);
const day = 86_400_000;
let number = 0;
const made = (fields: object, at = noon) => ({ id: `e${number++}`, at, ...fields }) as ProgressEvent;
const pass = (fields: object = {}, at = noon) =>
  made(
    {
      ...{ kind: "check", exercise: "softmax", topics: ["t"], passed: true, checks: [8, 8], solution: "" },
      ...{ hintsSeen: 0, solutionSeen: false, fromBlank: false },
      ...fields,
    },
    at,
  );
/** The reasons of topic "t", each with its rung. */
const told = (...events: ProgressEvent[]) =>
  (foldEvidence(events).get("t")?.because ?? []).map(
    (reason) => `${reason.rung}: ${reasonText(reason, ({ kind, id }) => `${kind} ${id}`)}`,
  );

describe("why a topic has its rung", () => {
  it("is said of a claim and of a placement apart", () => {
    expect(told(made({ kind: "claim", topic: "t" }))).toEqual([
      "claimed: you said that you know it; nothing proves it yet",
    ]);
    expect(told(made({ kind: "placement", topics: ["s", "t"], passed: true }))).toEqual([
      "claimed: an answer of a placement credited it; nothing proves it yet",
    ]);
  });

  it("is said of each kind of pass: with hints, after the solution, again from blank", () => {
    expect(told(pass())).toEqual([
      "checked: your code passed all 8 checks of exercise softmax without hints",
    ]);
    expect(told(pass({ hintsSeen: 1, checks: [1, 1] }))).toEqual([
      "checked: your code passed the one check of exercise softmax after one hint",
    ]);
    expect(told(pass({ solutionSeen: true }))).toEqual([
      "explained: your code passed all 8 checks of exercise softmax after its solution had been opened",
    ]);
    expect(told(pass(), pass({ fromBlank: true }, noon + 8 * day))[1]).toBe(
      "rebuilt: your code passed all 8 checks of exercise softmax again, from a blank file and without help, on a later day",
    );
  });

  it("counts the rubric's lines of the best comparison", () => {
    const explain = (met: number) => made({ kind: "explain", topic: "t", task: "gap", lines: [met, 6] });
    expect(told(explain(0))).toEqual([]);
    expect(told(explain(3), explain(5), explain(4))).toEqual([
      "explained: you met 5 of 6 lines of the rubric of task gap, by your own comparison",
    ]);
  });

  it("tells a lab from a run", () => {
    const use = (run: string) => made({ kind: "use", topic: "t", run });
    expect(told(use("lab/small-gpt"), use("20261130-1"))).toEqual([
      "used: your own code was called in the lab lab small-gpt to its end, and gave the library's numbers",
      "used: your own code was called in the run run 20261130-1",
    ]);
  });
});

it("every rung below the top says what the next one takes, and a topic without exercises ends at explained", () => {
  expect(rungs.map((rung) => nextRungText(rung, true) === undefined)).toEqual(
    rungs.map((rung) => rung === "used"),
  );
  expect(nextRungText("checked", true)).toMatch(/from a blank file without hints, on a later day/);
  expect(nextRungText("claimed", false)).toMatch(/explained, which is the top here/);
  expect(nextRungText("explained", false)).toBeUndefined();
});
