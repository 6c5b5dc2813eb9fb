import type { Next, TrialState } from "../decision.ts";
import { bestTrial, nextDecision } from "../next-decision.ts";
import { type PlannedRun, runsOf } from "../planned-runs.ts";
import { reportOf, type SweepReport } from "../report.ts";
import type { SweepPlan } from "../sweep-file.ts";
import { isAt, isOver, type RunOutcome, trialStates } from "../sweep-state.ts";
import type { Executor, Job, Listed } from "./executor.ts";
import { RunOutcomes } from "./run-outcomes.ts";
import type { SweepStore } from "./sweep-store.ts";

export interface DriveOptions {
  store: SweepStore;
  executor: Executor;
  /** Between two looks at the runs, 500 ms unless told. */
  pollMs?: number;
  /** How long a job that the executor does not know is waited for before it is submitted again, 10 s unless told. */
  graceMs?: number;
  clock?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Told after each look. */
  onLook?: (report: SweepReport) => void;
  /** Told what stands in the way, and what is done about it. */
  onTrouble?: (message: string) => void;
  /** Ends the sweep: jobs that run are asked to stop at their next checkpoint. */
  signal?: AbortSignal;
}

/** How often a run may be begun without getting a step further before it is given up. */
const mostTries = 5;

/**
 * Drives a sweep to its end: decides, submits, looks at the runs' folders, takes over what was lost, and confirms the best configuration
 * on held-out seeds. It keeps nothing that the folders do not hold, so that it may be killed and started again at any time, on the same
 * executor or another one.
 */
export async function drive(options: DriveOptions): Promise<SweepReport> {
  return new Drive(options).toTheEnd();
}

interface Try {
  attempt: number;
  at: number;
  /** The step at which the run stood when this attempt was submitted, and how many did no better. */
  step: number;
  without: number;
}

interface State {
  trials: TrialState[];
  confirmed: number | undefined;
  /** Runs that have not got yet where they are to get. */
  open: PlannedRun[];
}

class Drive {
  readonly #store: SweepStore;
  readonly #executor: Executor;
  readonly #options: DriveOptions;
  readonly #outcomes: RunOutcomes;
  readonly #clock: () => number;
  readonly #tries = new Map<string, Try>();
  readonly #seen = new Map<string, number>();
  readonly #givenUp = new Set<string>();
  #trouble: string | undefined;
  #heldUp = "";

  constructor(options: DriveOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#executor = options.executor;
    this.#clock = options.clock ?? Date.now;
    this.#outcomes = new RunOutcomes(this.#store.workspace, this.#store.record.plan.metric, this.#clock);
  }

  async toTheEnd(): Promise<SweepReport> {
    const { pollMs = 500, onLook, signal, sleep = wait } = this.#options;
    const stopped = new Promise<"stopped">((resolve) => {
      signal?.addEventListener("abort", () => resolve("stopped"), { once: true });
    });
    while (!signal?.aborted) {
      // An executor that does not answer keeps nobody from stopping.
      const look = await Promise.race([this.#look(), stopped]);
      if (look === "stopped") break;
      onLook?.(look.report);
      if (look.isDone) return this.#keep(look.report);
      await Promise.race([sleep(pollMs), stopped]);
    }
    await this.#cancel();
    return this.#keep(this.#report(this.#state()));
  }

  #keep(report: SweepReport): SweepReport {
    this.#store.keepReport(report);
    return report;
  }

  async #cancel(): Promise<void> {
    try {
      await this.#executor.cancel(this.#store.record.id);
    } catch (error) {
      this.#tell(
        `${this.#executor.name}: ${(error as Error).message}; its jobs were not taken back and may still run`,
      );
    }
  }

  #report(state: State): SweepReport {
    return reportOf(this.#store.record, state, (run) => this.#judged(run, this.#outcomes.of(run)));
  }

  async #look(): Promise<{ report: SweepReport; isDone: boolean }> {
    const { record } = this.#store;
    let state = this.#state();
    const listed = await this.#listed();
    let next: Next = "wait";
    if (listed) {
      const room = Math.min(this.#executor.room, record.plan.parallel);
      const busy = () => state.open.filter((run) => listed.has(run.id) || this.#isHeard(run)).length;
      const ready = () => state.open.filter((run) => this.#isDue(run, listed.get(run.id)));
      while (busy() + ready().length < room) {
        next = this.#next(state);
        if (next === "done" || next === "wait") break;
        this.#store.decide(next); // Where somebody else was first, theirs is read, and counts.
        state = this.#state();
      }
      await this.#submit(ready().slice(0, Math.max(0, room - busy())), listed);
    }
    return { report: this.#report(state), isDone: next === "done" };
  }

  #state(): State {
    const { record } = this.#store;
    const decisions = this.#store.decisions();
    const { trials, confirmed } = trialStates(record, decisions, (run) => this.#outcomeOf(run));
    const runs = trials.flatMap((trial) => runsOf(record, trial, trial.number === confirmed));
    for (const run of runs) if (run.heldOut) this.#outcomes.read(run); // The others were read for the costs.
    return { trials, confirmed, open: runs.filter((run) => this.#isOpen(run)) };
  }

  #outcomeOf(run: PlannedRun): RunOutcome {
    return this.#judged(run, this.#outcomes.read(run));
  }

  /** A run that was given up counts as failed. */
  #judged(run: PlannedRun, outcome: RunOutcome): RunOutcome {
    return this.#givenUp.has(run.id) ? { ...outcome, state: "failed" } : outcome;
  }

  #next({ trials, confirmed, open }: State): Next {
    const { plan, createdAt } = this.#store.record;
    if (confirmed === undefined && !this.#isLate(plan, createdAt)) {
      const next = nextDecision(plan, trials);
      if (next !== "done") return next;
    }
    if (open.length > 0) return "wait";
    const best = confirmed === undefined && plan.heldOut.length > 0 ? bestTrial(plan, trials) : undefined;
    return best ? { kind: "confirm", trial: best.number } : "done";
  }

  #isLate({ budget }: SweepPlan, createdAt: number): boolean {
    return budget.minutes !== undefined && this.#clock() > createdAt + budget.minutes * 60_000;
  }

  #isOpen(run: PlannedRun): boolean {
    const outcome = this.#outcomes.of(run);
    return !isAt(outcome, run.until) && !isOver(outcome) && !this.#givenUp.has(run.id);
  }

  /** Somebody works on it, and was heard of lately. */
  #isHeard(run: PlannedRun): boolean {
    const { state, updatedAt, attempt } = this.#outcomes.of(run);
    const isGoing = attempt > 0 && (state === "running" || state === "created");
    return isGoing && this.#clock() - updatedAt <= this.#store.record.plan.silenceMinutes * 60_000;
  }

  /**
   * It needs an attempt: nobody has begun, its owner is gone or silent, or it was stopped before it got where it is to get. A job that the
   * executor has and that has not claimed its attempt yet is waited for: for ever while it waits for its turn, until it counts as silent
   * where it is being worked on.
   */
  #isDue(run: PlannedRun, listed: Listed | undefined): boolean {
    const { attempt } = this.#outcomes.of(run);
    if (this.#isHeard(run)) return false;
    const last = this.#tries.get(run.id);
    if (listed && listed.attempt > attempt) return listed.isRunning && this.#isSilentSince(run, last?.at);
    return !last || attempt >= last.attempt || this.#clock() - last.at > (this.#options.graceMs ?? 10_000);
  }

  /** A sweep that was taken up again counts from when it first sees the job. */
  #isSilentSince(run: PlannedRun, at: number | undefined): boolean {
    const now = this.#clock();
    const since = at ?? this.#seen.get(run.id) ?? now;
    this.#seen.set(run.id, since);
    return now - since > this.#store.record.plan.silenceMinutes * 60_000;
  }

  async #submit(runs: readonly PlannedRun[], listed: ReadonlyMap<string, Listed>): Promise<void> {
    if (this.#options.signal?.aborted) return;
    const jobs = runs.flatMap((run) => this.#jobOf(run, listed.get(run.id)?.attempt ?? 0));
    if (jobs.length === 0) return;
    try {
      await this.#executor.submit(jobs);
    } catch (error) {
      this.#tell(`${this.#executor.name}: ${(error as Error).message}; tried again`);
    }
  }

  /** The attempt behind the last one that was claimed, and behind the one that an executor has been given. */
  #jobOf(run: PlannedRun, given: number): Job[] {
    const { record } = this.#store;
    const { attempt: claimed, step, state } = this.#outcomes.of(run);
    const attempt = Math.max(claimed, given);
    const last = this.#tries.get(run.id);
    const without = last && step <= last.step ? last.without + 1 : 0;
    if (without >= mostTries) {
      this.#givenUp.add(run.id);
      this.#tell(
        `${run.id}: begun ${mostTries} times without getting behind step ${step}, given up; see its log, ${run.id}.log`,
      );
      return [];
    }
    if (state === "lost" || state === "running" || given > claimed)
      this.#tell(
        `${run.id}: attempt ${attempt} was lost at step ${step}, taken over by attempt ${attempt + 1}`,
      );
    this.#tries.set(run.id, { attempt: attempt + 1, at: this.#clock(), step, without });
    return [
      {
        sweep: record.id,
        run: run.id,
        attempt: attempt + 1,
        experiment: record.plan.experiment,
        args: run.args,
      },
    ];
  }

  /** The latest job of each run that the executor has; undefined where it does not answer: then nothing is submitted twice, and it is asked again. */
  async #listed(): Promise<Map<string, Listed> | undefined> {
    try {
      const latest = new Map<string, Listed>();
      for (const one of await this.#executor.list(this.#store.record.id))
        if (one.attempt > (latest.get(one.run)?.attempt ?? 0)) latest.set(one.run, one);
      this.#trouble = undefined;
      this.#tellHeldUp([...latest.values()]);
      return latest;
    } catch (error) {
      this.#tell(`${this.#executor.name} does not answer: ${(error as Error).message}; asked again`);
      return undefined;
    }
  }

  #tellHeldUp(listed: readonly Listed[]): void {
    const reasons = [...new Set(listed.flatMap(({ heldUp }) => heldUp ?? []))].sort().join("; ");
    if (reasons !== "" && reasons !== this.#heldUp)
      this.#options.onTrouble?.(`${this.#executor.name}: jobs wait and do not begin: ${reasons}`);
    this.#heldUp = reasons;
  }

  #tell(message: string): void {
    if (message === this.#trouble) return;
    this.#trouble = message;
    this.#options.onTrouble?.(message);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
