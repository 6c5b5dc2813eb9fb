import { describe, expect, it } from "vitest";
import { limits, type Message, parseMessage } from "./protocol.ts";
import { Referee } from "./referee.ts";

const names = ["by hand", "large scores"];
const check = (index: number, timeLimitMs = 2_000): Message => ({
  kind: "check",
  index,
  name: names[index] ?? "?",
  timeLimitMs,
});
const result = (index: number, pass: boolean): Message => ({
  kind: "result",
  index,
  result: { name: "whatever the worker says", pass, elapsedMs: 1 },
});

function after(messages: Message[]): Referee {
  const referee = new Referee("softmax", names, 0);
  for (const message of messages) referee.receive(message, 0);
  return referee;
}
const begun: Message[] = [{ kind: "ready" }, { kind: "loaded" }];

describe("the referee", () => {
  it("passes an attempt whose checks all passed, under the names that the page knows", () => {
    const { attempt } = after([
      ...begun,
      check(0),
      result(0, true),
      check(1),
      result(1, true),
      { kind: "done" },
    ]);
    expect(attempt?.outcome).toBe("passed");
    expect(attempt?.results.map(({ name }) => name)).toEqual(names);
  });

  it("fails an attempt with one failed check", () => {
    const { attempt } = after([
      ...begun,
      check(0),
      result(0, false),
      check(1),
      result(1, true),
      { kind: "done" },
    ]);
    expect(attempt?.outcome).toBe("failed");
  });

  const forged: [string, Message[]][] = [
    ["an end without results", [...begun, { kind: "done" }]],
    ["an end before anything", [{ kind: "done" }]],
    ["an end with a check missing", [...begun, check(0), result(0, true), { kind: "done" }]],
    ["a result that was not announced", [...begun, result(0, true)]],
    ["a result for another check", [...begun, check(0), result(1, true)]],
    ["the same result twice", [...begun, check(0), result(0, true), result(0, true)]],
    ["a check out of order", [...begun, check(1), result(1, true)]],
    ["a check under another name", [...begun, { kind: "check", index: 0, name: "mine", timeLimitMs: 1 }]],
    ["checks before the file has loaded", [{ kind: "ready" }, check(0)]],
    ["a third check", [...begun, check(0), result(0, true), check(1), result(1, true), check(2)]],
  ];
  for (const [what, messages] of forged)
    it(`does not believe ${what}`, () => {
      const { attempt } = after(messages);
      expect(attempt?.outcome).toBe("load error");
      expect(attempt?.message).toContain("out of turn");
    });

  it("lets the first verdict stand", () => {
    const referee = after([
      ...begun,
      check(0),
      result(0, false),
      check(1),
      result(1, true),
      { kind: "done" },
    ]);
    referee.receive({ kind: "done" }, 0);
    referee.expire(true);
    referee.lost();
    expect(referee.attempt?.outcome).toBe("failed");
  });

  it("names the check that ran into its limit, and keeps the results before it", () => {
    const referee = after([...begun, check(0), result(0, true), check(1, 1_500)]);
    expect(referee.deadline).toBe(1_500 + limits.grace);
    referee.expire(true);
    expect(referee.attempt).toMatchObject({
      outcome: "time limit",
      results: [{ pass: true }, { pass: false }],
    });
    expect(referee.attempt?.message).toContain("“large scores” was still running after 1.5 s");
  });

  it("tells the reason and the prerequisite of the check that was ended, and of no other", () => {
    const context = { why: "Every pass must shrink the bracket.", probes: "bisection" };
    const ended = after([...begun, { ...check(0), ...context } as Message]);
    ended.expire(true);
    expect(ended.attempt?.results).toMatchObject([{ pass: false, ...context }]);
    const gone = after([...begun, { ...check(0), ...context } as Message]);
    gone.lost();
    expect(gone.attempt?.results).toMatchObject([{ pass: false, ...context }]);
    const next = after([...begun, { ...check(0), ...context } as Message, result(0, true), check(1)]);
    next.expire(true);
    expect(Object.keys(next.attempt!.results[1]!)).not.toContain("why");
  });

  it("tells a file that never ends its top level from a check that never ends", () => {
    const referee = after([{ kind: "ready" }]);
    referee.expire(true);
    expect(referee.attempt).toMatchObject({ outcome: "time limit", results: [] });
    expect(referee.attempt?.message).toContain("top level");
  });

  it("says that the memory may be full where the frame is gone", () => {
    const referee = after([...begun, check(0)]);
    referee.expire(false);
    expect(referee.attempt).toMatchObject({
      outcome: "memory limit",
      results: [{ name: "by hand", pass: false }],
    });
  });

  it("ends everything after its whole time, however often the worker speaks", () => {
    const referee = new Referee("softmax", names, 0);
    for (const message of [...begun, check(0)]) referee.receive(message, 1e6);
    expect(referee.deadline).toBe(limits.start + limits.load + limits.attempt);
  });
});

describe("parseMessage", () => {
  it("refuses what is no message", () => {
    for (const data of [
      undefined,
      null,
      1,
      "done",
      [],
      {},
      { kind: "pass" },
      { kind: "check", index: -1 },
      { kind: "result", index: 0 },
    ])
      expect(parseMessage(data)).toBeUndefined();
  });

  it("takes a pass for a pass only where it is exactly true", () => {
    const parsed = parseMessage({ kind: "result", index: 0, result: { pass: "yes", name: "a" } });
    expect(parsed).toMatchObject({ result: { pass: false, name: "a", elapsedMs: 0 } });
  });

  it("keeps of what a check says before it runs its reason and its prerequisite, as texts", () => {
    const said = { kind: "check", index: 0, name: "a", timeLimitMs: 100, why: "because", probes: "sums" };
    expect(parseMessage({ ...said, run: () => 1 })).toEqual(said);
    expect(parseMessage({ ...said, why: 3, probes: undefined })).not.toHaveProperty("why");
    expect(parseMessage({ ...said, why: "x".repeat(1e6) })).toMatchObject({
      why: expect.stringMatching(/^x+ …$/),
    });
  });

  it("shortens long texts and leaves out fields that it does not know", () => {
    const parsed = parseMessage({
      kind: "result",
      index: 0,
      result: { pass: false, given: "x".repeat(1e6), evil: () => 1, line: 2.5 },
    });
    const { result: kept } = parsed as Extract<Message, { kind: "result" }>;
    expect(kept.given!.length).toBeLessThan(limits.text + 3);
    expect(Object.keys(kept).sort()).toEqual(["elapsedMs", "given", "name", "pass"]);
  });

  it("takes no time limit that is longer than an attempt", () => {
    expect(parseMessage({ kind: "check", index: 0, name: "a", timeLimitMs: 1e9 })).toMatchObject({
      timeLimitMs: limits.check,
    });
  });
});
