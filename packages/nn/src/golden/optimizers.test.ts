import { readFileSync } from "node:fs";
import { compile, type NestedArray, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { type Optimizer, Parameter } from "../index.ts";
import { differences, exported, f64, parse } from "./cases.fixture.ts";

/**
 * Twenty steps of every optimiser against PyTorch, or against NumPy from the paper where PyTorch 1.13 has no such method
 * (golden/nn/optimizers.json by golden/generate.py); the same steps resumed from a state; the same steps compiled.
 */
interface Method {
  optimizer: string;
  options: object;
}

interface Entry extends Method {
  name: string;
  problem: "quartic" | "matrices";
  groups?: { params: string[] }[];
  /** The optimiser that a method stands around. */
  inner?: Method;
  schedule?: string;
  scheduleOptions?: object;
  source: string;
  path: NestedArray[][];
}

interface Problem {
  parameters: Record<string, NestedArray>;
  data: Record<string, NestedArray>;
  /** The steps that a path lists. */
  steps: number[];
}

type Named<T> = Record<string, T>;
type Loss = (p: Named<Parameter>, d: Named<Tensor>, whole: boolean) => Tensor;
type Make<T> = new (...args: unknown[]) => T;
interface Stepper {
  step(): void;
}

const file = new URL("../../../../golden/nn/optimizers.json", import.meta.url);
const golden = parse(readFileSync(file, "utf8")) as {
  values: { problems: Record<Entry["problem"], Problem>; trajectories: Entry[] };
};
const { problems, trajectories } = golden.values;

const half = (c: Tensor, off: Tensor) => c.mul(off).mul(off).sum().mul(0.5);

const losses: Record<Entry["problem"], Loss> = {
  /** ½ Σ c (θ − 1)² + ¼ Σ φ⁴ */
  quartic: ({ theta, phi }, { c }) => half(c!, theta!.sub(1)).add(phi!.pow(4).sum().mul(0.25)),
  /** ½ Σ (tanh(X W + b) − Y)² + ½ Σ C (K − T)² + ¼ Σ K⁴ + ½ Σ D (s − 1)²; not whole: without the last, so that s has no gradient. */
  matrices({ W, b, K, s }, { X, Y, C, T, D }, whole) {
    const fit = X!.matmul(W!).add(b!).tanh().sub(Y!).pow(2).sum().mul(0.5);
    const loss = fit.add(half(C!, K!.sub(T!))).add(K!.pow(4).sum().mul(0.25));
    return whole ? loss.add(half(D!, s!.sub(1))) : loss;
  },
};

const tensors = (values: Named<NestedArray>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, f64(value)]));

function start(problem: Problem): Named<Parameter> {
  const found = Object.entries(tensors(problem.parameters));
  return Object.fromEntries(found.map(([key, value]) => [key, new Parameter(value)]));
}

interface Average extends Stateful {
  averages: Tensor[];
  update(): void;
}
interface Stateful {
  stateDict(): Named<Tensor>;
  loadStateDict(state: Named<Tensor>): void;
}

const isAverage = ({ optimizer }: Entry) => optimizer.endsWith("Average");
const isAround = ({ optimizer }: Entry) => ["Lookahead", "SAM"].includes(optimizer);
const takesClosure = ({ optimizer }: Entry) => ["LBFGS", "SAM"].includes(optimizer);
/** Whether s has a gradient at step t, from 0. */
const isWhole = (t: number) => t % 3 !== 0;

function make<T>({ optimizer, options }: Method, around: unknown): T {
  return new (exported<Make<T>>(optimizer))(around, options);
}

/** What an entry needs over these parameters: its optimiser, its step, the tensors that its path lists, and all that has a state. */
function prepare(entry: Entry, p = start(problems[entry.problem])) {
  const d = tensors(problems[entry.problem].data);
  const pick = (group: { params: string[] }) => ({ ...group, params: group.params.map((key) => p[key]!) });
  const groups = entry.groups?.map(pick) ?? Object.values(p);
  const inner = make<Optimizer>(entry.inner ?? entry, groups);
  const optimizer = isAround(entry) ? make<Optimizer>(entry, inner) : inner;
  const average = isAverage(entry) ? make<Average>(entry, Object.values(p)) : null;
  const schedule = entry.schedule
    ? make<Stepper>({ optimizer: entry.schedule, options: entry.scheduleOptions! }, optimizer)
    : null;
  const closure = (whole: boolean) => () => {
    optimizer.zeroGrad();
    const loss = losses[entry.problem](p, d, whole);
    loss.backward();
    return loss;
  };
  const step = (whole: boolean) => {
    if (!takesClosure(entry)) closure(whole)();
    optimizer.step(takesClosure(entry) ? closure(whole) : undefined);
    average?.update();
  };
  const stateful: Stateful[] = average ? [optimizer, average] : [optimizer];
  return { p, listed: average?.averages ?? Object.values(p), stateful, schedule, step };
}

/** Runs steps from `from` up to 20 and tells what the path lists after each. */
function walk(run: ReturnType<typeof prepare>, step = run.step, [from, to] = [0, 20]) {
  const path: number[][][] = [];
  for (let t = from; t < to; t++) {
    step(isWhole(t));
    run.schedule?.step();
    path.push(run.listed.map((x) => [...x.data]));
  }
  return path;
}

for (const problem of ["quartic", "matrices"] as const) {
  describe(`twenty steps on the problem "${problem}"`, () => {
    for (const entry of trajectories.filter((each) => each.problem === problem)) {
      it(`${entry.name}: the path of ${entry.source}`, () => {
        const run = prepare(entry);
        let row = 0;
        for (let t = 0; t < 20; t++) {
          walk(run, run.step, [t, t + 1]);
          if (!problems[problem].steps.includes(t + 1)) continue;
          const wanted = entry.path[row]!;
          const off = Object.keys(run.p).map((key, i) =>
            differences(`${key} after step ${t + 1}`, run.listed[i], wanted[i]!),
          );
          expect(off.flat()).toEqual([]);
          row += 1;
        }
      });

      if (!entry.schedule) resumes(entry);
      if (entry.optimizer !== "LBFGS") compiles(entry);
    }
  });
}

/** Bit for bit: copies of the parameters and of the state after ten steps, in a new optimiser. */
function resumes(entry: Entry) {
  it(`${entry.name}: resumed after ten steps goes on bit for bit`, () => {
    const wanted = walk(prepare(entry));
    const first = prepare(entry);
    walk(first, first.step, [0, 10]);
    const second = prepare(entry, parametersOf(copies(first.p)));
    for (const [i, each] of second.stateful.entries()) {
      each.loadStateDict(copies(first.stateful[i]!.stateDict()));
    }
    expect(walk(second, second.step, [10, 20])).toEqual(wanted.slice(10));
  });
}

const copies = (named: Named<Tensor>) =>
  Object.fromEntries(Object.entries(named).map(([key, value]) => [key, value.detach().clone()]));
const parametersOf = (named: Named<Tensor>) =>
  Object.fromEntries(Object.entries(named).map(([key, value]) => [key, new Parameter(value)]));

/** To 1e-12 of each number, or of 1: a compiled step may sum in another order. */
function compiles(entry: Entry) {
  it(`${entry.name}: compiled, the same path`, () => {
    const wanted = walk(prepare(entry));
    const run = prepare(entry);
    const found = walk(run, compile(run.step));
    const off = found.flatMap((row, t) =>
      row.flatMap((numbers, i) => numbers.map((x, k) => distance(x, wanted[t]![i]![k]!))),
    );
    expect(Math.max(...off)).toBeLessThan(1e-12);
  });
}

const distance = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y));

it("every optimiser of the index has its paths", () => {
  const compared = new Set(trajectories.flatMap(({ optimizer, inner }) => [optimizer, inner?.optimizer]));
  const kinds = Object.entries(nn).filter(([, kind]) =>
    Object.prototype.isPrototypeOf.call(nn.Optimizer, kind),
  );
  expect(kinds.map(([name]) => name).filter((name) => !compared.has(name))).toEqual([]);
});
