import { setImmediate as turn } from "node:timers/promises";
import {
  bestTrial,
  type Decision,
  newRun,
  nextDecision,
  outcomeOf,
  type PlannedRun,
  type RunOutcome,
  reportOf,
  rungShares,
  runsOf,
  SweepProblem,
  type SweepRecord,
  type TrialState,
  trialStates,
} from "@blankfile/sweeps";
import { isSweepId, listSweeps, SweepStore } from "@blankfile/sweeps/node";
import { markNonFinite } from "@blankfile/tracking";
import type { RunIndex } from "../runs/run-index.ts";

const counts = { configurations: 0, finished: 0, failed: 0, running: 0, waiting: 0 };
const unreadable = {
  ...{ createdAt: 0, name: "", experiment: "", method: "", metric: "", goal: "minimize" },
  ...{ report: { counts }, isDone: false },
};

/** What the sweeps of a workspace have come to: their files say what was decided, the index what the runs did. */
export class OpenSweeps {
  readonly #workspace: string;
  readonly #index: () => RunIndex | undefined;
  readonly #clock: () => number;
  readonly #stores = new Map<string, SweepStore>();
  /** Runs that are over; nothing more comes of them. */
  readonly #over = new Map<string, RunOutcome>();

  constructor(workspace: string, index: () => RunIndex | undefined, clock: () => number) {
    this.#workspace = workspace;
    this.#index = index;
    this.#clock = clock;
  }

  /** Newest first; one that cannot be read says why and hurts no other. */
  async rows(): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    for (const id of listSweeps(this.#workspace)) {
      try {
        const { record, report, isDone } = (await this.open(id))!;
        const { name, experiment, question, method, metric, goal } = record.plan;
        rows.push({
          id,
          createdAt: record.createdAt,
          name,
          experiment,
          question,
          method,
          metric,
          goal,
          report,
          isDone,
        });
      } catch (error) {
        rows.push({ ...unreadable, id, damaged: this.#wordsOf(error) });
      }
    }
    return rows;
  }

  /** undefined where there is none of that id. Throws where its files are damaged, saying where. */
  async open(id: string) {
    if (!isSweepId(id) || !listSweeps(this.#workspace).includes(id)) {
      this.#stores.delete(id);
      return undefined;
    }
    const store = this.#stores.get(id) ?? SweepStore.open(this.#workspace, id);
    this.#stores.set(id, store);
    const decisions = store.decisions();
    try {
      return await this.#comeTo(store.record, decisions);
    } catch (error) {
      this.#stores.delete(id);
      // What follows from whole files does not fail: one of them is of another form.
      throw new SweepProblem(`sweep: ${id} is damaged: ${(error as Error).message}, a whole plan is needed`);
    }
  }

  async #comeTo(record: SweepRecord, decisions: readonly Decision[]) {
    if (typeof record.plan?.metric !== "string" || !record.plan.search)
      throw new Error("its plan has no metric or no search");
    const outcomes = await this.#outcomes(record, decisions);
    const outcome = (run: Pick<PlannedRun, "id">) => outcomes.get(run.id) ?? newRun;
    const { trials, confirmed } = trialStates(record, decisions, outcome);
    const report = reportOf(record, { trials, confirmed }, outcome);
    return {
      record,
      rungs: rungShares(record.plan.rungs),
      trials: trials.map((trial) => shown(record, trial, trial.number === confirmed, outcome)),
      ...(confirmed !== undefined && { confirmed }),
      report,
      isDone: this.#isDone(record, { trials, confirmed }, report.counts),
    };
  }

  #wordsOf(error: unknown): string {
    return (error as Error).message.replaceAll(this.#workspace, "the workspace");
  }

  /** As the driver of the sweep sees it: nothing runs or waits, and there is nothing left to decide. */
  #isDone(
    { plan, createdAt }: SweepRecord,
    { trials, confirmed }: { trials: TrialState[]; confirmed: number | undefined },
    { running, waiting }: { running: number; waiting: number },
  ): boolean {
    if (running > 0 || waiting > 0) return false;
    if (confirmed !== undefined) return true;
    if (plan.heldOut.length > 0 && bestTrial(plan, trials)) return false;
    const { minutes } = plan.budget;
    const isLate = minutes !== undefined && this.#clock() > createdAt + minutes * 60_000;
    return isLate || nextDecision(plan, trials) === "done";
  }

  /** Of all runs that may have begun by now. */
  async #outcomes(record: SweepRecord, decisions: readonly Decision[]): Promise<Map<string, RunOutcome>> {
    const { trials } = trialStates(record, decisions, () => newRun);
    const outcomes = new Map<string, RunOutcome>();
    for (const [i, { id }] of trials.flatMap((trial) => runsOf(record, trial, true)).entries()) {
      const found = this.#over.get(id) ?? (await this.#read(id, record.plan.metric));
      if (!found) continue;
      outcomes.set(id, found);
      if (found.state === "finished") this.#over.set(id, found);
      if (i % 100 === 99) await turn();
    }
    return outcomes;
  }

  async #read(id: string, metric: string): Promise<RunOutcome | undefined> {
    const found = await this.#index()?.series(id, metric);
    if (!found) return undefined;
    return outcomeOf(found.row, metric, found.points);
  }
}

/** A trial as it is sent: JSON has no holes and no NaN. */
function shown(
  record: SweepRecord,
  trial: TrialState,
  isConfirmed: boolean,
  outcome: (run: PlannedRun) => RunOutcome,
) {
  const { number, params, bracket, rung, costs } = trial;
  return {
    ...{ number, params, bracket, rung },
    costs: costs.flatMap((cost, at) =>
      cost === undefined ? [] : [{ rung: at, cost: Number.isFinite(cost) ? cost : null }],
    ),
    runs: runsOf(record, trial, isConfirmed).map((run) => {
      const { state, step, steps, points, updatedAt } = outcome(run);
      const last = points.at(-1);
      return {
        ...{ id: run.id, seed: run.seed, heldOut: run.heldOut, state, step, updatedAt },
        ...(steps !== undefined && { steps }),
        ...(last && { value: markNonFinite(last.value) }),
      };
    }),
  };
}
