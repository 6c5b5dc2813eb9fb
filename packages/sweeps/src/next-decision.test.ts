import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision, TrialState } from "./decision.ts";
import { planOf } from "./digits.fixture.ts";
import { bestTrial, nextDecision } from "./next-decision.ts";
import { rungShares } from "./rungs.ts";
import type { SweepPlan } from "./sweep-file.ts";

const search = "search: { lr: { low: 0.001, high: 1, log: true }, hidden: [16, 32, 64] }\n";
const plan = (text: string) => planOf(`${search}seeds: 1\n${text}`);

/** The cost of a configuration: least at lr 0.1, less with every rung. */
function costOf({ params }: TrialState, rung: number): number {
  return Math.abs(Math.log10(params.lr as number) + 1) + 1 / (rung + 1);
}

/** Plays a sweep: `pick` says which of the runs that are under way ends next. Failing ones have no cost. */
function play(
  plan: SweepPlan,
  {
    room = 4,
    pick = () => 0,
    fails = () => false,
  }: {
    room?: number;
    pick?: (running: number) => number;
    fails?: (trial: TrialState, rung: number) => boolean;
  } = {},
): { trials: TrialState[]; decisions: Decision[] } {
  const trials: TrialState[] = [];
  const decisions: Decision[] = [];
  const running: { trial: TrialState; rung: number }[] = [];
  for (;;) {
    const next = running.length < room ? nextDecision(plan, trials) : "wait";
    if (next === "done") return { trials, decisions };
    if (next === "wait") {
      if (running.length === 0) throw new Error("it waits, and nothing runs");
      const [{ trial, rung }] = running.splice(pick(running.length) % running.length, 1) as [
        (typeof running)[0],
      ];
      trial.costs[rung] = fails(trial, rung) ? null : costOf(trial, rung);
      continue;
    }
    decisions.push(next);
    if (next.kind === "start") {
      const { trial: number, params, bracket, rung } = next;
      expect(number).toBe(trials.length);
      const trial = { number, params, bracket, first: rung, rung, costs: [] };
      trials.push(trial);
      running.push({ trial, rung });
    } else if (next.kind === "promote") {
      const trial = trials[next.trial]!;
      expect(next.rung).toBe(trial.rung + 1);
      expect(trial.costs[trial.rung]).toEqual(expect.any(Number));
      trial.rung = next.rung;
      running.push({ trial, rung: next.rung });
    }
  }
}

const atRungs = (trials: TrialState[]) => {
  const counts: number[] = [];
  for (const { costs, first } of trials)
    for (let rung = first; rung < costs.length; rung++) counts[rung] = (counts[rung] ?? 0) + 1;
  return counts;
};

it("a grid is every combination once, in order, without those that a constraint or a condition leaves out", () => {
  const grid = planOf(`
seeds: 1
search:
  optimizer: [sgd, adam]
  lr: [0.1, 0.2]
  batch: { values: [16, 32], when: { optimizer: sgd } }
constraints: ["batch * lr < 6"]`);
  expect(play(grid).trials.map(({ params }) => params)).toEqual([
    { optimizer: "sgd", lr: 0.1, batch: 16 },
    { optimizer: "sgd", lr: 0.1, batch: 32 },
    { optimizer: "sgd", lr: 0.2, batch: 16 },
    { optimizer: "adam", lr: 0.1 },
    { optimizer: "adam", lr: 0.2 },
  ]);
});

it("the budget counts runs: ten with three seeds pay for three configurations", () => {
  const random = planOf(`${search}method: random\nseeds: 3\nbudget: { runs: 10 }`);
  expect(play(random).trials).toHaveLength(3);
});

it("successive halving of 9 by 3: 9 at a ninth of the steps, 3 at a third, 1 at the end", () => {
  const halving = plan("method: halving\nbudget: { runs: 9 }\nrungs: { first: 0.1111111, factor: 3 }");
  expect(rungShares(halving.rungs)).toEqual([0.111111, 0.333333, 1]);
  const { trials } = play(halving);
  expect(atRungs(trials)).toEqual([9, 3, 1]);
  const best = trials.toSorted((a, b) => a.costs[0]! - b.costs[0]!)[0]!;
  expect(bestTrial(halving, trials)!.number).toBe(best.number);
});

it("Hyperband with R = 9 and factor 3 has the brackets of the paper: 9, 5 and 3 configurations", () => {
  const hyperband = plan("method: hyperband\nbudget: { runs: 17 }\nrungs: { first: 0.1111111, factor: 3 }");
  const { trials } = play(hyperband);
  const bracket = (number: number) => atRungs(trials.filter((trial) => trial.bracket === number));
  // n = ⌈(s_max + 1)/(s + 1) · 3^s⌉ for s = 2, 1, 0; each then by thirds.
  expect(bracket(0)).toEqual([9, 3, 1]);
  expect(bracket(1)).toEqual([undefined, 5, 1]);
  expect(bracket(2)).toEqual([undefined, undefined, 3]);
});

it("ASHA promotes the best third of those it knows without waiting for the rest", () => {
  const asha = plan("method: asha\nbudget: { runs: 9 }\nrungs: { first: 0.1111111, factor: 3 }");
  const { decisions, trials } = play(asha, { room: 3 });
  const firstPromotion = decisions.findIndex(({ kind }) => kind === "promote");
  expect(decisions.slice(0, firstPromotion).filter(({ kind }) => kind === "start")).toHaveLength(5); // Three have ended, two are under way.
  expect(atRungs(trials)[0]).toBe(9);
  expect(atRungs(trials).at(-1)).toBeGreaterThan(0);
});

it("TPE looks where it was good: its later configurations are nearer to the best than its first ones", () => {
  const tpe = plan("method: tpe\nbudget: { runs: 40 }");
  const { trials } = play(tpe, { room: 1 });
  const far = (from: number, to: number) => {
    const costs = trials.slice(from, to).map(({ costs }) => costs[0]!);
    return costs.reduce((a, b) => a + b, 0) / costs.length;
  };
  expect(far(20, 40)).toBeLessThan(far(0, 10));
});

it("TPE asks no two runs that are under way for the same place", () => {
  const tpe = plan("method: tpe\nbudget: { runs: 30 }");
  const { trials } = play(tpe, { room: 30 });
  expect(new Set(trials.map(({ params }) => JSON.stringify(params))).size).toBe(30);
});

describe("whatever ends first, and whatever fails", () => {
  const methods = fc.constantFrom("grid", "random", "tpe", "halving", "asha", "hyperband");
  const planFor = (method: string) =>
    method === "grid"
      ? planOf("seeds: 1\nsearch: { lr: [0.01, 0.1, 1], hidden: [16, 32, 64] }")
      : plan(`method: ${method}\nbudget: { runs: 14 }`);

  it("a sweep comes to its end, within its budget, and promotes nothing that failed", () => {
    fc.assert(
      fc.property(methods, fc.integer(), fc.integer({ min: 1, max: 9 }), (method, seed, room) => {
        const rng = new Philox(Math.abs(seed));
        const made = planFor(method);
        const { trials } = play(made, {
          room,
          pick: (running) => rng.integer(running),
          fails: (trial, rung) => (trial.number * 7 + rung) % 5 === 0,
        });
        expect(trials.length).toBeLessThanOrEqual(method === "grid" ? 9 : 14);
        for (const { costs, rung } of trials) expect(costs.slice(0, rung)).not.toContain(null);
      }),
      { numRuns: 60 },
    );
  });

  it("grid, random, halving and hyperband come to the same trials and costs in any order", () => {
    for (const method of ["grid", "random", "halving", "hyperband"]) {
      const straight = play(planFor(method)).trials;
      fc.assert(
        fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, room) => {
          const rng = new Philox(Math.abs(seed));
          expect(play(planFor(method), { room, pick: (running) => rng.integer(running) }).trials).toEqual(
            straight,
          );
        }),
        { numRuns: 15 },
      );
    }
  });
});

it("constraints that nothing meets are said, not searched for ever", () => {
  const none = 'method: random\nbudget: { runs: 3 }\nconstraints: ["hidden < 16"]';
  expect(() => plan(none)).toThrow("10000 draws in a row broke hidden < 16");
});
