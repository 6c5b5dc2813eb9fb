import { describe, expect, it } from "vitest";
import { changedBuiltIn } from "./built-ins.ts";
import type { Check } from "./check.ts";
import { close } from "./close.ts";
import { equal } from "./equal.ts";
import { outcomeOf, runChecks } from "./run-checks.ts";
import { stackLine } from "./stack-line.ts";

interface Module {
  double: (x: number) => number;
}

const checks: Check<Module>[] = [
  { name: "twice two", run: ({ double }) => close(double(2), 4) },
  {
    name: "twice a negative",
    probes: "real-numbers",
    why: "The sign stays.",
    run: ({ double }) => close(double(-3), -6),
  },
];

function clock() {
  let t = 0;
  return () => (t += 5);
}

const run = (module: object, list = checks) => runChecks(list, module as Module, { now: clock() });

describe("runChecks", () => {
  it("passes a right module and measures with the caller's clock", async () => {
    expect(await run({ double: (x: number) => 2 * x })).toEqual([
      { name: "twice two", pass: true, elapsedMs: 5 },
      { name: "twice a negative", pass: true, elapsedMs: 5 },
    ]);
  });
  it("reports given, expected, and on a failure the prerequisite and the reason", async () => {
    const [, second] = await run({ double: (x: number) => Math.abs(2 * x) });
    expect(second).toEqual({
      name: "twice a negative",
      pass: false,
      given: "6",
      expected: "-6",
      difference: "12",
      probes: "real-numbers",
      why: "The sign stays.",
      elapsedMs: 5,
    });
  });
  it("reports each start before its result, in order", async () => {
    const told: string[] = [];
    await runChecks(
      [{ ...checks[0]!, timeLimitMs: 300 }, checks[1]!],
      { double: (x: number) => 2 * x },
      {
        now: clock(),
        onStart: (i, check) => told.push(`start ${i} ${check.name} ${check.timeLimitMs}`),
        onResult: (i, result) => told.push(`result ${i} ${result.pass}`),
      },
    );
    expect(told).toEqual([
      "start 0 twice two 300",
      "result 0 true",
      "start 1 twice a negative 2000",
      "result 1 true",
    ]);
  });
  it("turns a throw into a result with its first line and the learner's line, and goes on", async () => {
    const module = {
      double(x: number) {
        if (x === 2) throw new RangeError("no\nsecond line");
        return 2 * x;
      },
    };
    const results = await runChecks(checks, module, {
      now: clock(),
      lineOf: (error) => stackLine(error, import.meta.url.replace("file://", "")),
    });
    expect(results[0]).toMatchObject({ pass: false, error: "RangeError: no" });
    expect(results[0]!.line).toBeGreaterThan(1);
    expect(results[1]!.pass).toBe(true);
  });
  it("awaits promises, and fails on a rejection", async () => {
    const later: Check<Module>[] = [
      { name: "a", run: async ({ double }) => close(double(1), 2) },
      { name: "b", run: () => Promise.reject(new Error("late")) },
    ];
    const results = await run({ double: (x: number) => 2 * x }, later);
    expect(results[0]!.pass).toBe(true);
    expect(results[1]).toMatchObject({ pass: false, error: "Error: late" });
  });
  it("names a missing export, its declaration, and a likely misspelling", async () => {
    const results = await runChecks(checks, { doubel: 1, other: 2 } as unknown as Module, {
      now: clock(),
      declared: [{ name: "double", declaration: "export function double(x: number): number" }],
    });
    expect(results[0]!.error).toBe(
      "your file exports doubel, other; it must export double: `export function double(x: number): number`; is doubel meant to be double?",
    );
    expect((await run({}))[0]!.error).toBe(
      "your file exports nothing; it must export double: `export function double…`",
    );
  });
  it("fails a check that returns no outcome, whatever it returns", async () => {
    for (const wrong of [undefined, true, {}, { pass: 1 }, null]) {
      const list = [{ name: "w", run: () => wrong }] as unknown as Check<Module>[];
      expect((await run({}, list))[0]).toMatchObject({
        pass: false,
        error: 'the check itself is wrong: "w" returned no outcome',
      });
    }
  });
  it("survives whatever is thrown", async () => {
    const hostile = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error("trap");
        },
      },
    );
    for (const thrown of [undefined, null, 1, "text", Symbol("s"), Object.create(null), hostile]) {
      const list: Check<Module>[] = [
        {
          name: "t",
          run: () => {
            throw thrown;
          },
        },
      ];
      expect((await run({}, list))[0]!.pass).toBe(false);
    }
  });
});

describe("outcomeOf", () => {
  it("is passed only with a passing result for every check", async () => {
    const results = await run({ double: (x: number) => 2 * x });
    expect(outcomeOf(results, 2)).toBe("passed");
    expect(outcomeOf(results.slice(1), 2)).toBe("failed");
    expect(outcomeOf([], 0)).toBe("failed");
  });
});

/** Learner code that changes the language under the checks; each undoes itself so that the test can go on. */
const tampers: [string, () => () => void][] = [
  ["Array.prototype.push", () => replaced(Array.prototype, "push", () => 0)],
  [
    "the iterator of arrays.next",
    () => replaced(Object.getPrototypeOf([][Symbol.iterator]()), "next", () => ({ done: true })),
  ],
  ["Array.isArray", () => replaced(Array, "isArray", () => false)],
  ["Math.abs", () => replaced(Math, "abs", () => 0)],
  ["Math.max", () => replaced(Math, "max", () => Infinity)],
  ["Number.isNaN", () => replaced(Number, "isNaN", () => true)],
  ["Object.is", () => replaced(Object, "is", () => true)],
  ["Object.prototype.pass", () => replaced(Object.prototype, "pass", true)],
  ["Object.prototype.then", () => replaced(Object.prototype, "then", answerForAll)],
  ["Promise.prototype.then", () => replaced(Promise.prototype, "then", () => ({ pass: true }))],
  ["Math", () => replaced(globalThis, "Math", { ...Math, abs: () => 0 })],
  ["Array.prototype.sum", () => replaced(Array.prototype, "sum", () => 0)],
];

/** Every object becomes a promise of a pass. */
function answerForAll(resolve: (answer: object) => void): void {
  const pass = Object.assign(Object.create(null), { pass: true });
  resolve(Object.assign(Object.create(null), { pass: true, outcome: pass }));
}

function replaced(object: object, key: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, writable: true, configurable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(object, key);
    else Object.defineProperty(object, key, before);
  };
}

describe("learner code that changes the language's own objects", () => {
  it.each(tampers)("cannot make a failing check pass: %s", async (what, tamper) => {
    let undo = () => {};
    let outcomes: { pass: boolean }[] = [];
    const list: Check<Module>[] = [
      {
        name: "wrong",
        run({ double }) {
          const given = double(1);
          outcomes = [close([given], [2]), close(Number.NaN, 2), equal({ a: given }, { a: 2 })];
          return outcomes[0] as ReturnType<typeof close>;
        },
      },
    ];
    let results: Awaited<ReturnType<typeof run>>;
    try {
      results = await run(
        {
          double: () => {
            undo = tamper();
            return 1;
          },
        },
        list,
      );
    } finally {
      undo();
    }
    expect(outcomes.length === 0 || outcomes.every(({ pass }) => pass === false)).toBe(true);
    expect(results[0]).toMatchObject({ pass: false });
    expect(results[0]!.error).toContain(`your code changed ${what}`);
    expect(changedBuiltIn()).toBeUndefined();
  });
  it("fails the checks after the change as well, though they would pass", async () => {
    const undo = replaced(Array.prototype, "map", Array.prototype.filter);
    const results = await run({ double: (x: number) => 2 * x }).finally(undo);
    expect(results.map(({ pass }) => pass)).toEqual([false, false]);
  });
});
