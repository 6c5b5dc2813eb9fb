import { configuration, gridOf } from "./configurations.ts";
import { byCost, type Decision, isThere, type Next, type TrialState } from "./decision.ts";
import { rungShares } from "./rungs.ts";
import type { SweepPlan } from "./sweep-file.ts";

/**
 * What is to be done next, given the trials so far. It depends on the plan and the trials alone: a sweep that is taken up again, by
 * whomever, decides as it would have decided before.
 */
export function nextDecision(plan: SweepPlan, trials: readonly TrialState[]): Next {
  if (plan.method === "asha") return asha(plan, trials);
  if (plan.method === "halving" || plan.method === "hyperband") return halving(plan, trials);
  if (trials.length < trialsOf(plan)) return start(plan, trials, 0, 0) ?? end(trials);
  return end(trials);
}

/** How many configurations the budget pays for: each is run with every seed. */
export function trialsOf(plan: SweepPlan): number {
  const paid = Math.floor(plan.budget.runs / plan.seeds.length);
  return plan.method === "grid" ? Math.min(paid, gridOf(plan).length) : paid;
}

/** The best trial that got to the end; undefined where none did. */
export function bestTrial(plan: SweepPlan, trials: readonly TrialState[]): TrialState | undefined {
  const last = rungShares(plan.rungs).length - 1;
  return trials.filter(({ costs }) => Number.isFinite(costs[last] ?? Number.NaN)).toSorted(byCost(last))[0];
}

function start(
  plan: SweepPlan,
  trials: readonly TrialState[],
  rung: number,
  bracket: number,
): Decision | undefined {
  const params = configuration(plan, trials.length, trials);
  return params && { kind: "start", trial: trials.length, params, rung, bracket };
}

function end(trials: readonly TrialState[]): Next {
  return trials.every(isThere) ? "done" : "wait";
}

/**
 * Successive halving: all start small, and the best 1/factor of each rung go on to the next (Jamieson and Talwalkar 2016,
 * https://proceedings.mlr.press/v51/jamieson16.html). Hyperband: several such brackets, from many that start small to few that are
 * run whole (Li et al. 2018, https://jmlr.org/papers/v18/16-558.html), one after the other until the budget is spent.
 */
function halving(plan: SweepPlan, trials: readonly TrialState[]): Next {
  for (const [number, { size, first }] of brackets(plan).entries()) {
    const own = trials.filter(({ bracket }) => bracket === number);
    if (own.length < size) return start(plan, trials, first, number)!;
    const promoted = promotion(plan, own, size, first);
    if (promoted) return promoted;
  }
  return end(trials);
}

/** The best of a rung that all have reached, the first of them that has not gone on. */
function promotion(
  plan: SweepPlan,
  own: readonly TrialState[],
  size: number,
  first: number,
): Decision | undefined {
  const last = rungShares(plan.rungs).length - 1;
  for (let rung = first; rung < last; rung++) {
    const there = own.filter((trial) => trial.rung >= rung);
    if (!there.every(({ costs }) => costs[rung] !== undefined)) return undefined;
    const wanted = Math.max(1, Math.floor(size / plan.rungs!.factor ** (rung + 1 - first)));
    const next = there
      .toSorted(byCost(rung))
      .slice(0, wanted)
      .find((trial) => trial.rung === rung && trial.costs[rung] !== null);
    if (next) return { kind: "promote", trial: next.number, rung: rung + 1 };
  }
  return undefined;
}

/** Size and first rung of each bracket, as far as the budget goes. */
function brackets(plan: SweepPlan): { size: number; first: number }[] {
  const paid = trialsOf(plan);
  if (plan.method === "halving") return [{ size: paid, first: 0 }];
  const most = rungShares(plan.rungs).length - 1;
  const all: { size: number; first: number }[] = [];
  for (let left = paid, s = most; left > 0; s = s === 0 ? most : s - 1) {
    const size = Math.min(left, Math.ceil(((most + 1) / (s + 1)) * plan.rungs!.factor ** s));
    all.push({ size, first: most - s });
    left -= size;
  }
  return all;
}

/**
 * Asynchronous successive halving: whenever there is room, the best of a rung that is among its first 1/factor goes on, from the top rung
 * down; a new one starts where none is. Nobody waits for the last of a rung (Li et al. 2020, https://arxiv.org/abs/1810.05934).
 */
function asha(plan: SweepPlan, trials: readonly TrialState[]): Next {
  const last = rungShares(plan.rungs).length - 1;
  for (let rung = last - 1; rung >= 0; rung--) {
    const there = trials.filter(({ costs }) => costs[rung] !== undefined).toSorted(byCost(rung));
    const next = there
      .slice(0, Math.floor(there.length / plan.rungs!.factor))
      .find((trial) => trial.rung === rung && trial.costs[rung] !== null);
    if (next) return { kind: "promote", trial: next.number, rung: rung + 1 };
  }
  if (trials.length < trialsOf(plan)) return start(plan, trials, 0, 0)!;
  return end(trials);
}
