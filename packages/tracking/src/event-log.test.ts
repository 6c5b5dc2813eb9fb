import { expect, it } from "vitest";
import { EventLog } from "./event-log.ts";
import type { RunEvent } from "./run.ts";

function recorded(resumedFrom = 0) {
  const events: RunEvent[] = [];
  let now = 100;
  const keep = () => "";
  const log = new EventLog({ clock: () => now++, emit: (event) => events.push(event), keep, resumedFrom });
  return { log, events };
}

it("numbers the events and gives each its time", () => {
  const { log, events } = recorded();
  log.log({ loss: 0.5 }, { step: 1 });
  log.note("half way");
  expect(events).toEqual([
    { seq: 1, at: 100, kind: "metrics", step: 1, values: { loss: 0.5 } },
    { seq: 2, at: 101, kind: "note", text: "half way" },
  ]);
});

it("NaN and infinities travel by name", () => {
  const { log, events } = recorded();
  log.log({ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY });
  log.summary({ loss: Number.NaN });
  expect(events.map((event) => "values" in event && event.values)).toEqual([
    { a: "NaN", b: "Infinity", c: "-Infinity" },
    { loss: "NaN" },
  ]);
});

it("without a step, numbers go one step on, and a text belongs to the last one", () => {
  const { log, events } = recorded(10);
  log.log({ loss: 1 });
  log.log({ loss: 1 }, { step: 20 });
  log.text("sample", "abc");
  log.log({ loss: 1 });
  expect(events.map((event) => "step" in event && event.step)).toEqual([11, 20, 20, 21]);
});

it("refuses what nobody could read", () => {
  const { log } = recorded();
  expect(() => log.log({ loss: "0.3" as unknown as number })).toThrow('log: loss is "0.3", needed a number');
  expect(() => log.log({ loss: 1 }, { step: 1.5 })).toThrow(
    "log: given step 1.5, needed a whole number from 0",
  );
  expect(() => log.log({ "": 1 })).toThrow('given the name ""');
  expect(() => log.log(JSON.parse('{"__proto__": 1}'))).toThrow("__proto__");
  expect(() => log.table("t", { columns: ["a", "b"], rows: [[1]] })).toThrow("row 0 has 1 cells, needed 2");
});

it("nothing follows the end", () => {
  const { log } = recorded();
  log.state("finished");
  expect(() => log.log({ loss: 1 })).toThrow("after the run ended");
});

it("what no reader would take is refused before it counts as an event", () => {
  const { log, events } = recorded();
  expect(() => log.note("x".repeat(17e6))).toThrow("note: given about 18 MB in one event, needed at most 5");
  expect(() => log.summary({ words: "x".repeat(17e6) })).toThrow("keep it as an artifact");
  log.note("short");
  log.state("failed", "x".repeat(17e6));
  expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(JSON.stringify(events[1]).length).toBeLessThan(101_000);
});

it("a wrong call is refused with what it was given, and takes up no step", () => {
  const { log, events } = recorded();
  const wrong = (call: () => void) => (words: string) => expect(call).toThrow(words);
  wrong(() => log.log([1, 2] as never))("log: given a list, needed an object of names and values");
  wrong(() => log.log(5 as never))("log: given number 5, needed an object");
  wrong(() => log.log({ a: 1 }, 7 as never))("log: given number 7 as options, needed { step: 7 } or nothing");
  wrong(() => log.log({ a: 1 }, { stepp: 50 } as never))('log: given the option "stepp", needed step');
  wrong(() => log.defineMetric("a", { gaol: "minimize" } as never))(
    'defineMetric: a: given "gaol", needed goal, unit',
  );
  wrong(() => log.use({ hash: "xyz" }))('use: given "xyz", needed a SHA-256 in hex');
  expect([log.step, events]).toEqual([0, []]);
});
