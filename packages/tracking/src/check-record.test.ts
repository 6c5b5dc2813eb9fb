import { describe, expect, it } from "vitest";
import { checkRecord, parseClaim, parseRecord } from "./check-record.ts";
import type { RunRecord } from "./run.ts";

const record: RunRecord = {
  format: 1,
  id: "20261104-090507-mlp-0z9z",
  experiment: "nn/digits-mlp",
  config: { lr: 0.1, hidden: [64, 64] },
  seed: 1,
  createdAt: 1000,
  code: { commit: "abc", dirty: false },
  metrics: { loss: { goal: "minimize" } },
};

describe("run.json", () => {
  it("is read as it was written, with what a later version may have added", () => {
    expect(parseRecord(JSON.stringify({ ...record, later: 1 })).record).toEqual({ ...record, later: 1 });
  });

  const wrong: [string, unknown, string][] = [
    ["a path in the id", { ...record, id: "../../x" }, 'id is "../../x", needed <YYYYMMDD>'],
    ["a later format", { ...record, format: 2 }, "format is 2, needed 1"],
    ["a seed that is text", { ...record, seed: "1" }, 'seed is "1", needed a whole number'],
    ["no configuration", { ...record, config: undefined }, "config is undefined, needed an object"],
    [
      "a prototype in the configuration",
      { ...record, config: JSON.parse('{"a": {"__proto__": {"x": 1}}}') },
      "config is",
    ],
    [
      "a goal we do not know",
      { ...record, metrics: { loss: { goal: "up" } } },
      'metrics.loss.goal is "up", needed "minimize" or',
    ],
    [
      "a prediction without a hash",
      { ...record, prediction: { text: "x", lockedAt: 1 } },
      "prediction.hash is undefined",
    ],
    ["a list", [record], "needed an object"],
    ["a date far outside", { ...record, createdAt: 1e300 }, "createdAt is 1e+300"],
  ];
  for (const [name, value, reason] of wrong)
    it(`with ${name} is refused by name`, () => {
      expect(checkRecord(value).reason).toContain(reason);
    });

  it("deeper than twenty levels is refused without running out of stack", () => {
    const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
    expect(parseRecord(JSON.stringify(record).replace('{"lr":0.1', `{"lr":${deep}`)).reason).toContain(
      "20 levels deep",
    );
  });

  it("torn or empty says so", () => {
    expect(parseRecord("").reason).toBe("it is empty");
    expect(parseRecord('{"format": 1, "id').reason).toContain("it is not JSON");
  });
});

it("a claim needs every field", () => {
  const claim = { format: 1, attempt: 2, claimedAt: 5, host: "h", pid: 1, resumedFrom: 10 };
  expect(parseClaim(JSON.stringify(claim)).claim).toEqual(claim);
  expect(parseClaim(JSON.stringify({ ...claim, resumedFrom: -1 })).reason).toContain("resumedFrom is -1");
});
