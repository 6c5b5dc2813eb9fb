import { readFileSync } from "node:fs";
import { zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { type Optimizer, Parameter } from "../index.ts";
import { exported, parse } from "./cases.fixture.ts";

/**
 * What schedules set, before the first step and after each of forty, against PyTorch or the papers' formulas in NumPy
 * (golden/nn/schedules.json by golden/generate.py).
 */
interface Part {
  schedule: string;
  options: Record<string, unknown>;
}

interface Case extends Part {
  name: string;
  optimizer: "SGD" | "Adam";
  source: string;
  /** The schedules that this one puts together. */
  schedules?: Part[];
  /** What ReduceLROnPlateau is told. */
  metrics?: number[];
  lr: number[][];
  momentum?: number[][];
  betas?: number[][][];
}

type Group = { lr: number; momentum: number; betas: [number, number] };
interface Schedule {
  step(metric?: number): void;
  stateDict(): unknown;
  loadStateDict(state: unknown): void;
}
type Make<T> = new (...args: unknown[]) => T;

const file = new URL("../../../../golden/nn/schedules.json", import.meta.url);
const golden = parse(readFileSync(file, "utf8")) as { values: { rates: number[]; cases: Case[] } };
const { rates, cases } = golden.values;

/** The factors of LambdaLR, which JSON only names. */
const lambdas: Record<string, (t: number) => number> = {
  "0.95^t": (t) => 0.95 ** t,
  "1/(1+t)": (t) => 1 / (1 + t),
};

const settings = { SGD: { lr: 0.1, momentum: 0.9 }, Adam: { lr: 0.1, betas: [0.8, 0.99] } };

function optimizerFor(name: Case["optimizer"]): Optimizer {
  const groups = rates.map((lr) => ({ params: [new Parameter(zeros([1], { dtype: "float64" }))], lr }));
  return new (exported<Make<Optimizer>>(name))(groups, settings[name]);
}

function make(optimizer: Optimizer, { schedule, options }: Part): Schedule {
  const { lrLambda, ...rest } = options;
  const Kind = exported<Make<Schedule>>(schedule);
  return new Kind(optimizer, lrLambda === undefined ? rest : { lrLambda: lambdas[String(lrLambda)] });
}

function prepare(given: Case) {
  const optimizer = optimizerFor(given.optimizer);
  const parts = given.schedules?.map((part) => make(optimizer, part));
  const Kind = exported<Make<Schedule>>(given.schedule);
  if (given.schedule === "SequentialLR")
    return { optimizer, schedule: new Kind(optimizer, parts, given.options) };
  if (parts) return { optimizer, schedule: new Kind(parts) };
  return { optimizer, schedule: make(optimizer, given) };
}

/** The rates, and what else the case tells of, after each step from `from` on; the first row is before it. */
function walk({ optimizer, schedule }: ReturnType<typeof prepare>, given: Case, from = 0, to = 40) {
  const groups = optimizer.paramGroups as unknown as Group[];
  const row = () => ({
    lr: groups.map(({ lr }) => lr),
    ...(given.momentum && { momentum: groups.map(({ momentum }) => momentum) }),
    ...(given.betas && { betas: groups.map(({ betas }) => [...betas]) }),
  });
  const rows = [row()];
  for (let t = from; t < to; t++) {
    schedule.step(...(given.metrics ? [given.metrics[t]!] : []));
    rows.push(row());
  }
  return rows;
}

/** 1e-12 of the largest rate: PyTorch multiplies some rates on from step to step, a closed form does not. */
function off(found: ReturnType<typeof walk>, given: Case): string[] {
  return found.flatMap((row, t) =>
    (["lr", "momentum", "betas"] as const).flatMap((name) => {
      const numbers = (row[name] ?? []).flat();
      const wanted = (given[name]?.[t] ?? []).flat();
      const far = numbers.some((x, i) => !(Math.abs(x - wanted[i]!) <= 1e-12));
      return far ? [`${name} after ${t} steps is [${numbers}], [${wanted}] is wanted`] : [];
    }),
  );
}

describe("schedules", () => {
  for (const given of cases) {
    it(`${given.name}: the rates of ${given.source}`, () => {
      expect(off(walk(prepare(given), given), given)).toEqual([]);
    });

    it(`${given.name}: resumed after fifteen steps goes on with the same bits`, () => {
      const wanted = walk(prepare(given), given);
      const first = prepare(given);
      walk(first, given, 0, 15);
      const second = prepare(given);
      second.optimizer.loadStateDict(first.optimizer.stateDict());
      second.schedule.loadStateDict(first.schedule.stateDict());
      expect(walk(second, given, 15)).toEqual(wanted.slice(15));
    });
  }
});

it("every schedule of the index has its rates", () => {
  const compared = new Set(cases.map(({ schedule }) => schedule));
  const kinds = Object.entries(nn).filter(([, kind]) =>
    Object.prototype.isPrototypeOf.call(nn.LRScheduler, kind),
  );
  expect(kinds.map(([name]) => name).filter((name) => !compared.has(name))).toEqual([]);
});
