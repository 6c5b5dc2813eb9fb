import { expect, it } from "vitest";
import { liveView } from "./live-view.ts";
import { meanCurve } from "./mean-curve.ts";
import { durationText, paceOf } from "./pace.ts";
import { runOf } from "./runs.fixture.ts";

it("ten steps a second and a hundred to go are ten seconds", () => {
  expect(paceOf(runOf(1, 100))).toEqual({ stepsPerSecond: 10, leftMs: 10_000 });
  expect(paceOf(runOf(1, 1))).toEqual({});
});

it("a clock that went back tells no speed", () => {
  const run = runOf(1, 3);
  const back = [5000, 9000, 1000].map((at, i) => ({ step: i + 1, value: 0, at, attempt: 1 }));
  expect(paceOf({ ...run, metrics: new Map([["loss", back]]) })).toEqual({});
});

it("durations have their two largest parts", () => {
  expect([0, 8400, 200_000, 7_500_000, 273_600_000].map(durationText)).toEqual([
    "0 s",
    "8 s",
    "3 min 20 s",
    "2 h 5 min",
    "3 d 4 h",
  ]);
});

it("the mean over seeds stands at the steps that all of them have", () => {
  // Seeds 1 and 3 at step 2: 50 + 2/5 + 1 and 50 + 2/5 + 3.
  expect(meanCurve([runOf(1, 2), runOf(3, 90)], "test/accuracy")).toEqual({
    values: [52.2, 52.4],
    last: [51.4, 53.4],
    step: 2,
  });
  expect(meanCurve([runOf(1, 0)], "test/accuracy")).toBeUndefined();
});

it("seeds of one configuration stand together, with their progress, speed, time left, and the mean of their curves", () => {
  const runs = [runOf(0, 200, { end: "finished" }), runOf(1, 100), runOf(2, 50)];
  expect(liveView(runs, { width: 80, height: 24 })).toEqual([
    "nn/digits-mlp  1 of 3 seeds done",
    "  seed 0  finished, 200 steps in 20 s",
    "  seed 1  [##########··········]   50 %  100/200  10 s left  10/s",
    "  seed 2  [#####···············]   25 %  50/200  15 s left  10/s",
    expect.stringMatching(/^ {2}test\/accuracy {2}▁[▁▂▃▄▅▆▇█]{36}█ {2}61 ± 2\.484 % at step 50$/),
  ]);
});

it("at 40 columns what matters most stays, and no line is wider", () => {
  const lines = liveView([runOf(0, 100), runOf(1, 50)], { width: 39, height: 24 });
  expect(lines[1]).toBe("  seed 0  [####····]   50 %  100/200");
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(39);
});

it("what does not fit below each other is counted, and those under way come first", () => {
  const runs = Array.from({ length: 9 }, (_, i) =>
    runOf(i, 10, {
      record: { config: { lr: i } },
      ...(i !== 4 && { end: "failed" as const, message: "NaN" }),
    }),
  );
  const lines = liveView(runs, { width: 80, height: 10 });
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatch(/^nn\/digits-mlp, lr 4 /);
  expect(lines[4]).toBe("  seed 8  failed: NaN");
  expect(lines.at(-1)).toBe("… and 6 more configurations");
});

it("a name cannot command the terminal", () => {
  const lines = liveView([runOf(1, 5, { record: { config: { lr: "\x1b[2J" } } }), runOf(2, 5)], {
    width: 80,
    height: 24,
  });
  expect(lines.join("\n")).toContain("�[2J");
  expect(lines.join("")).not.toContain("\x1b");
});
