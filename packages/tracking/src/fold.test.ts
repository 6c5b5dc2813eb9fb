import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fold, foldRun } from "./fold.ts";
import { lockPrediction } from "./prediction.ts";
import type { Claim, RunEvent, RunRecord } from "./run.ts";
import { rowOf } from "./run-row.ts";

const record: RunRecord = {
  format: 1,
  id: "20261104-090507-mlp-0z9z",
  experiment: "nn/digits-mlp",
  config: {},
  seed: 1,
  createdAt: 0,
  code: {},
};

const claim = (attempt: number, resumedFrom: number, claimedAt = attempt * 1000): Claim => ({
  format: 1,
  attempt,
  claimedAt,
  host: "h",
  pid: 1,
  resumedFrom,
});

const loss = (seq: number, step: number, value = step, at = seq): RunEvent => ({
  seq,
  at,
  kind: "metrics",
  step,
  values: { loss: value },
});
const lines = (...events: RunEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join("");
const steps = (run: ReturnType<typeof foldRun>) => (run.metrics.get("loss") ?? []).map(({ step }) => step);

describe("one attempt", () => {
  it("gives the points of each metric, the state and the last summary key by key", () => {
    const text = lines(
      { seq: 1, at: 1, kind: "state", state: "running" },
      { seq: 2, at: 2, kind: "metrics", step: 1, values: { loss: 0.5, accuracy: "NaN" } },
      loss(3, 2, 0.25),
      { seq: 4, at: 4, kind: "summary", values: { accuracy: 0.9, seconds: 3 } },
      { seq: 5, at: 5, kind: "summary", values: { accuracy: 0.95 } },
      { seq: 6, at: 6, kind: "state", state: "finished" },
    );
    const run = foldRun(record, [{ claim: claim(1, 0, 0), text }]);
    expect(Object.fromEntries(run.metrics)).toEqual({
      loss: [
        { step: 1, value: 0.5, at: 2, attempt: 1 },
        { step: 2, value: 0.25, at: 3, attempt: 1 },
      ],
      accuracy: [{ step: 1, value: "NaN", at: 2, attempt: 1 }],
    });
    expect(run).toMatchObject({
      state: "finished",
      attempt: 1,
      step: 2,
      updatedAt: 6,
      summary: { accuracy: 0.95, seconds: 3 },
      problems: [],
    });
  });

  it("drops a torn last line in silence: it never counted", () => {
    const text = lines(loss(1, 1), loss(2, 2)) + JSON.stringify(loss(3, 3)).slice(0, -1);
    const run = foldRun(record, [{ claim: claim(1, 0), text }]);
    expect(steps(run)).toEqual([1, 2]);
    expect(run.problemCount).toBe(0);
  });

  it("counts a damaged line and keeps all others", () => {
    const text = `${lines(loss(1, 1))}{"seq": 2, garb\0ge\n${lines(loss(3, 3))}`;
    const run = foldRun(record, [{ claim: claim(1, 0), text }]);
    expect(steps(run)).toEqual([1, 3]);
    expect(run.problems).toEqual([expect.stringContaining("attempt 1, line 2: not JSON")]);
  });

  it("says that events are missing, and counts a repeated one once", () => {
    const run = foldRun(record, [{ claim: claim(1, 0), text: lines(loss(1, 1), loss(4, 4), loss(4, 9)) }]);
    expect(steps(run)).toEqual([1, 4]);
    expect(run.problems).toEqual([
      "attempt 1, line 2: 2 events are missing before event 4",
      "attempt 1, line 3: event 4 is there twice; the first one counts",
    ]);
  });

  it("a metric has one value a step, the later one, and its points lie in the order of the steps", () => {
    const run = foldRun(record, [
      { claim: claim(1, 0), text: lines(loss(1, 1), loss(2, 5), loss(3, 3), loss(4, 5, 55)) },
    ]);
    expect(run.metrics.get("loss")!.map(({ step, value }) => [step, value])).toEqual([
      [1, 1],
      [3, 3],
      [5, 55],
    ]);
  });

  it("a metric called like a property of every object is only a name", () => {
    const text = lines({ seq: 1, at: 1, kind: "metrics", step: 1, values: { constructor: 1, toString: 2 } });
    const run = foldRun(record, [{ claim: claim(1, 0), text }]);
    expect([...run.metrics.keys()]).toEqual(["constructor", "toString"]);
    const hostile = '{"seq":1,"at":1,"kind":"metrics","step":1,"values":{"__proto__":1}}\n';
    expect(foldRun(record, [{ claim: claim(1, 0), text: hostile }]).problemCount).toBe(1);
  });
});

describe("attempts", () => {
  it("nothing behind the step of the resume counts, however long the stale process goes on", () => {
    const stale = lines(loss(1, 1), loss(2, 2), loss(3, 3), loss(4, 4), loss(5, 5));
    const next = lines(loss(1, 3, 30), loss(2, 4, 40));
    const run = foldRun(record, [
      { claim: claim(1, 0), text: stale },
      { claim: claim(2, 2), text: next },
    ]);
    expect(run.metrics.get("loss")!.map(({ step, value }) => [step, value])).toEqual([
      [1, 1],
      [2, 2],
      [3, 30],
      [4, 40],
    ]);
  });

  it("a resume from 0 starts afresh", () => {
    const run = foldRun(record, [
      { claim: claim(1, 0), text: lines(loss(1, 0), loss(2, 1)) },
      { claim: claim(2, 0), text: lines(loss(1, 0, 7)) },
    ]);
    expect(run.metrics.get("loss")).toMatchObject([{ step: 0, value: 7, attempt: 2 }]);
  });

  it("a third attempt that goes further back takes from the first what the second had left", () => {
    const run = foldRun(record, [
      { claim: claim(1, 0), text: lines(loss(1, 1), loss(2, 2), loss(3, 3)) },
      { claim: claim(2, 3), text: lines(loss(1, 4), loss(2, 5)) },
      { claim: claim(3, 1), text: lines(loss(1, 2, 20)) },
    ]);
    expect(run.metrics.get("loss")!.map(({ step, value }) => [step, value])).toEqual([
      [1, 1],
      [2, 20],
    ]);
  });

  it("a stale process can neither finish the run nor write its summary", () => {
    const run = foldRun(record, [
      {
        claim: claim(1, 0, 0),
        text: lines(
          loss(1, 1),
          { seq: 2, at: 10, kind: "summary", values: { early: 1 } },
          { seq: 3, at: 2001, kind: "summary", values: { late: 1 } },
          { seq: 4, at: 2002, kind: "state", state: "finished" },
        ),
      },
      { claim: claim(2, 1), text: lines({ seq: 1, at: 2000, kind: "state", state: "running" }) },
    ]);
    expect(run.summary).toEqual({ early: 1 });
    expect(run.state).toBe("running");
  });

  it("a text at the step of the resume counts in the new attempt, and in the old one up to it", () => {
    const text = (seq: number, step: number, say: string): RunEvent => ({
      seq,
      at: seq,
      kind: "text",
      step,
      name: "sample",
      text: say,
    });
    const run = foldRun(record, [
      { claim: claim(1, 0), text: lines(text(1, 2, "old"), text(2, 3, "stale")) },
      { claim: claim(2, 2), text: lines(text(1, 2, "resumed")) },
    ]);
    expect(run.texts.map((one) => one.text)).toEqual(["old", "resumed"]);
  });
});

describe("state", () => {
  const running = [
    { claim: claim(1, 0, 0), text: lines({ seq: 1, at: 5, kind: "state", state: "running" }) },
  ];

  it("without an attempt is created", () => {
    expect(foldRun(record, [], { now: 1e12 }).state).toBe("created");
  });

  it("is lost where the process is gone, or was silent for too long and nobody can know", () => {
    expect(foldRun(record, running, { alive: false })).toMatchObject({
      state: "lost",
      message: "process 1 on h is gone, and did not finish the run",
    });
    expect(foldRun(record, running, { now: 600_006 }).state).toBe("lost");
    expect(foldRun(record, running, { now: 600_005 }).state).toBe("running");
    expect(foldRun(record, running, { now: 1e12, alive: true }).state).toBe("running");
  });

  it("a finished run is never lost", () => {
    const text = lines({ seq: 1, at: 5, kind: "state", state: "finished" });
    expect(foldRun(record, [{ claim: claim(1, 0), text }], { alive: false }).state).toBe("finished");
  });

  it("with a damaged run.json is damaged, and the metrics can still be seen", () => {
    const run = foldRun({ id: record.id, damaged: "it is empty" }, [
      { claim: claim(1, 0), text: lines(loss(1, 1)) },
    ]);
    expect(run).toMatchObject({
      state: "damaged",
      message: "it is empty",
      problems: ["run.json: it is empty"],
    });
    expect(steps(run)).toEqual([1]);
  });
});

describe("prediction", () => {
  const attempts = [{ claim: claim(1, 0, 0), text: lines(loss(1, 1, 1, 50)) }];

  it("changed after locking is a problem", () => {
    const prediction = { ...lockPrediction({ text: "above 0.97" }, 10), text: "above 0.9" };
    expect(foldRun({ ...record, prediction }, attempts).problems).toEqual([
      "prediction: it was changed after it was locked (the hash does not fit)",
    ]);
  });

  it("locked after the first step is a problem, before it none", () => {
    const late = lockPrediction({ text: "above 0.97" }, 51);
    expect(foldRun({ ...record, prediction: late }, attempts).problems).toEqual([
      "prediction: it was locked after the first step",
    ]);
    expect(foldRun({ ...record, prediction: lockPrediction({ text: "x" }, 50) }, attempts).problems).toEqual(
      [],
    );
  });
});

describe("piece by piece", () => {
  /** Attempts with stale tails: each resumes from a step that an earlier one had reached. */
  const history = fc.array(
    fc.record({
      back: fc.nat(5),
      length: fc.integer({ min: 1, max: 8 }),
      summary: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );

  function build(parts: { back: number; length: number; summary: boolean }[]) {
    let reached = 0;
    return parts.map(({ back, length, summary }, i) => {
      const from = i === 0 ? 0 : Math.max(0, reached - back);
      const events = Array.from({ length }, (_, k) =>
        loss(k + 1, from + k + 1, 100 * (i + 1) + k, 1000 * (i + 1) + k),
      );
      if (summary)
        events.push({ seq: length + 1, at: 1000 * (i + 1) + 50, kind: "summary", values: { [`s${i}`]: i } });
      reached = from + length;
      return { claim: claim(i + 1, from, 1000 * (i + 1)), events };
    });
  }

  it("every step up to the last one is there once, from the latest attempt that reached it", () => {
    fc.assert(
      fc.property(history, (parts) => {
        const attempts = build(parts);
        const run = foldRun(
          record,
          attempts.map(({ claim, events }) => ({ claim, text: lines(...events) })),
        );
        const last = attempts.at(-1)!.claim.resumedFrom + parts.at(-1)!.length;
        expect(steps(run)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
        for (const point of run.metrics.get("loss")!) {
          const owner = attempts.filter(({ claim }) => claim.resumedFrom < point.step).at(-1)!;
          expect(point.attempt).toBe(owner.claim.attempt);
        }
      }),
    );
  });

  it("lines in any interleaving give the same run, and the changes taken on the way add up to it", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(7)), (parts, choice) => {
        const attempts = build(parts);
        const whole = foldRun(
          record,
          attempts.map(({ claim, events }) => ({ claim, text: lines(...events) })),
        );
        const fold = new Fold(record);
        const seen = new Map<number, { value: unknown; attempt: number }>();
        const queues = attempts.map(({ events }) => [...events]);
        let claimed = 0;
        while (claimed < attempts.length || queues.some((queue) => queue.length > 0)) {
          const pick = choice.next().value!;
          if (
            claimed < attempts.length &&
            (pick === 0 || queues.slice(0, claimed).every((queue) => !queue.length))
          )
            fold.addClaim(attempts[claimed++]!.claim);
          else {
            const index = pick % claimed;
            const event = queues[index]!.shift();
            if (event) fold.addLines(index + 1, lines(event));
          }
          const { points, cuts } = fold.takeChanges();
          for (const cut of cuts)
            for (const [step, point] of seen)
              if (point.attempt < cut.attempt && step > cut.step) seen.delete(step);
          for (const { step, value, attempt } of points) seen.set(step, { value, attempt });
        }
        expect(fold.result()).toEqual(whole);
        expect(rowOf(fold.result())).toEqual(rowOf(whole));
        const points = whole.metrics.get("loss") ?? [];
        expect(new Map([...seen].sort(([a], [b]) => a - b))).toEqual(
          new Map(points.map(({ step, value, attempt }) => [step, { value, attempt }])),
        );
      }),
    );
  });
});
