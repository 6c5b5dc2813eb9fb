import { defineLab } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { type AnyLab, LabSession } from "./lab-session.ts";

describe("a session", () => {
  const walk = defineLab({
    title: "Walk",
    lead: "",
    parameters: { size: { kind: "range", label: "Size", min: 0, max: 2, step: 1, default: 1 } },
    init: () => ({ x: 0, n: 0 }),
    step: (state, { size }, random) => ({ x: state.x + size * random.normal(), n: state.n + 1 }),
    finished: (state) => state.n >= 10,
    paceMs: 10,
    views: () => [],
    summary: (state) => `at ${state.x}`,
    table: () => ({ columns: [], rows: [] }),
    notice: [],
    prediction: {
      question: "?",
      options: [],
      outcome: (s) => (s.x > 0 ? "right" : "left"),
      afterSteps: 4,
      because: "",
    },
    measure: {
      label: "Time",
      views: ({ n }, _, now) => [
        { kind: "text", title: "Time", lines: [{ text: `${n} steps, ${now()} ms`, tone: "ink" }] },
      ],
    },
    metrics: (state) => ({ x: state.x }),
  }) as unknown as AnyLab;

  it("is the same for the same seed, however the steps are grouped", () => {
    const one = new LabSession(walk, { size: 1 }, 5);
    one.step(7);
    const other = new LabSession(walk, { size: 1 }, 5);
    for (let i = 0; i < 7; i++) other.step();
    expect(one.frame()).toEqual(other.frame());
    const third = new LabSession(walk, { size: 1 }, 6);
    third.step(7);
    expect(third.frame().summary).not.toBe(one.frame().summary);
  });

  it("measures where it stands, and stands there afterwards", () => {
    const session = new LabSession(walk, { size: 1 }, 5);
    session.step(2);
    const before = session.frame();
    expect(session.measure(() => 7)).toMatchObject([{ lines: [{ text: "2 steps, 7 ms" }] }]);
    expect(session.frame()).toEqual(before);
  });

  it("stops at the end, keeps the metrics of each step, and knows the outcome once it is due", () => {
    const session = new LabSession(walk, { size: 1 }, 5);
    session.step(3);
    expect(session.frame().outcome).toBeUndefined();
    session.step(100);
    expect(session.count).toBe(10);
    expect(session.metrics.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(session.frame().outcome).toBe(session.metrics[4]!.values.x! > 0 ? "right" : "left");
  });
});
