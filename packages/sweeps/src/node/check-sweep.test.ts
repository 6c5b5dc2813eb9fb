import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { planOf } from "../digits.fixture.ts";
import type { SweepRecord } from "../planned-runs.ts";
import { SweepStore } from "./sweep-store.ts";

let workspace: string;
let store: SweepStore;
let folder: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-hostile-sweep-"));
  const text =
    "search: { lr: { low: 0.001, high: 1, log: true }, hidden: [16, 32] }\nmethod: halving\nbudget: { runs: 27 }\nconstraints: ['hidden * lr <= 30']\n";
  store = SweepStore.create(workspace, planOf(text), text, Date.now());
  folder = path.join(workspace, "sweeps", store.record.id);
});
afterEach(() => rmSync(workspace, { recursive: true }));

const open = () => SweepStore.open(workspace, store.record.id);

/** Writes `sweep.json` with something in it changed. */
function put(change: (record: SweepRecord & Record<string, unknown>) => unknown): void {
  const file = path.join(folder, "sweep.json");
  const record = JSON.parse(readFileSync(file, "utf8")) as SweepRecord & Record<string, unknown>;
  rmSync(file);
  writeFileSync(file, JSON.stringify(change(record) ?? record));
}

function plan(fields: Record<string, unknown>): void {
  put((record) => void Object.assign(record.plan, fields));
}

it("what a sweep wrote is read back", () => {
  expect(open().record).toEqual(store.record);
});

describe("a hostile sweep.json is refused with the field", () => {
  for (const [name, fields, reason] of [
    [
      "another program in place of an experiment",
      { experiment: "../../etc/passwd" },
      'plan.experiment is "../../etc/passwd"',
    ],
    ["a flag that says where runs go", { set: { workspace: "/etc" } }, "plan.set is"],
    ["a flag that is none", { set: { "x y": 1 } }, "plan.set is"],
    ["a value that is no value", { set: { lr: { toString: 1 } } }, "plan.set is"],
    [
      "a flag of all in the search",
      { search: { run: { kind: "categorical", choices: ["a"] } } },
      "plan.search is",
    ],
    ["a search that is empty", { search: {} }, "the space has no parameters"],
    ["a range upside down", { search: { lr: { kind: "float", low: 1, high: 0 } } }, "low ≤ high"],
    [
      "a constraint that is code",
      { constraints: ["process.exit()"] },
      "one comparison of products is needed",
    ],
    ["rungs without end", { rungs: { first: 1e-9, factor: 1.0000001 } }, "plan.rungs are more than 100"],
    ["more runs than there are ids", { budget: { runs: 1e12 } }, "needed at most 1048576"],
    ["no seeds", { seeds: [] }, "plan.seeds is []"],
    ["a method of no sweep", { method: "__proto__" }, "plan.method is"],
    ["a silence of minus one", { silenceMinutes: -1 }, "plan.silenceMinutes is -1"],
  ] as const)
    it(name, () => {
      plan(fields);
      expect(open).toThrow(reason);
    });

  it("no object, another sweep's, another format, no plan", () => {
    put(() => [1]);
    expect(open).toThrow("it is no object");
    put(() => ({ ...store.record, id: "20260101-000000-x-0000" }));
    expect(open).toThrow('it names the sweep "20260101-000000-x-0000"');
    put(() => ({ ...store.record, format: 2 }));
    expect(open).toThrow("it is of format 2");
    put(() => ({ ...store.record, plan: null }));
    expect(open).toThrow("plan is no object");
  });

  it("one that is endlessly deep, larger than 4 MB, a folder, or a link out of the workspace", () => {
    const file = path.join(folder, "sweep.json");
    writeFileSync(file, "[".repeat(1_000_000));
    expect(open).toThrow("is damaged");
    writeFileSync(file, " ".repeat(5e6));
    expect(open).toThrow("it has 5000000 bytes, needed at most 4194304");
    rmSync(file);
    mkdirSync(file);
    expect(open).toThrow("it is no file");
    rmSync(file, { recursive: true });
    writeFileSync(path.join(workspace, "elsewhere"), JSON.stringify(store.record));
    symlinkSync(path.join(workspace, "elsewhere"), file);
    expect(open).toThrow("it is no file");
  });
});

describe("a hostile decision is refused with its file", () => {
  const start = { kind: "start", trial: 0, params: { lr: 0.1, hidden: 16 }, rung: 0, bracket: 0 };
  for (const [name, decision, reason] of [
    ["no object", 7, "it is no object"],
    ["of no kind", { ...start, kind: "toString", trial: 0 }, "needed one of the 0 that began"],
    ["a trial out of turn", { ...start, trial: 4_000_000_000 }, "trial is 4000000000, needed 0"],
    ["a parameter that is not searched", { ...start, params: { workspace: "/etc" } }, "params.workspace is"],
    ["a value outside its range", { ...start, params: { lr: 7 } }, "params.lr is 7"],
    ["a choice that is none", { ...start, params: { hidden: "16; rm" } }, "params.hidden is"],
    ["a rung that is none", { ...start, rung: 99 }, "rung is 99, needed 0 to"],
    ["a promotion of nobody", { kind: "promote", trial: 0, rung: 1 }, "needed one of the 0 that began"],
    ["a confirmation of a property", { kind: "confirm", trial: "length" }, 'trial is "length"'],
  ] as const)
    it(name, () => {
      writeFileSync(path.join(folder, "decisions", "1.json"), JSON.stringify(decision));
      expect(() => open().decisions()).toThrow(/decisions\/1\.json is damaged/);
      expect(() => open().decisions()).toThrow(reason);
    });

  it("a promotion backwards, and one of no kind, behind a good one", () => {
    writeFileSync(path.join(folder, "decisions", "1.json"), JSON.stringify(start));
    expect(open().decisions()).toEqual([start]);
    for (const [decision, reason] of [
      [{ kind: "promote", trial: 0, rung: 0 }, "rung is 0, needed one from 1 to"],
      [{ kind: "toString", trial: 0 }, "needed start, promote or confirm"],
    ] as const) {
      writeFileSync(path.join(folder, "decisions", "2.json"), JSON.stringify(decision));
      expect(() => open().decisions()).toThrow(reason);
    }
  });
});
