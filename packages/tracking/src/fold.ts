import { parseEvent } from "./event-line.ts";
import type { AttemptSource, DamagedRecord, FoldedRun, FoldOptions } from "./folded-run.ts";
import { gather, type Kept } from "./gather.ts";
import { heardAt, lostReason } from "./lost.ts";
import { type MetricPoint, Metrics, mostNames } from "./metrics.ts";
import { isIntact } from "./prediction.ts";
import type { Claim, RunEvent, RunRecord, StateEvent } from "./run.ts";

/** Folds a run's files. Whatever was flushed counts once; a torn last line is dropped; damage is counted and said. */
export function foldRun(
  record: RunRecord | DamagedRecord,
  attempts: AttemptSource[],
  options: FoldOptions = {},
): FoldedRun {
  const fold = new Fold(record);
  for (const { claim } of attempts) fold.addClaim(claim);
  for (const { claim, text } of attempts)
    fold.addLines(claim.attempt, text.slice(0, text.lastIndexOf("\n") + 1));
  return fold.result(options);
}

interface AttemptState {
  claim: Claim;
  seq: number;
  lines: number;
  /** Damaged lines since the last good one: they explain as many missing numbers. */
  damagedSince: number;
  behind: number;
  heardAt: number;
  state?: StateEvent;
}

/** The same fold, fed piece by piece: a reader adds claims and lines as they appear. */
export class Fold {
  readonly id: string;
  #record: RunRecord | undefined;
  #damage: string | undefined;
  readonly #attempts = new Map<number, AttemptState>();
  readonly #metrics = new Metrics();
  readonly #kept: Kept[] = [];
  readonly #later = new Map<string, number>();
  readonly #problems: string[] = [];
  #problemCount = 0;
  /** The earliest step by its time, and when its attempt was claimed. */
  #firstStep = { at: Number.POSITIVE_INFINITY, claimedAt: 0 };

  constructor(record: RunRecord | DamagedRecord) {
    this.id = record.id;
    this.setRecord(record);
  }

  setRecord(record: RunRecord | DamagedRecord): void {
    this.#damage = "damaged" in record ? record.damaged : undefined;
    this.#record = "damaged" in record ? undefined : record;
  }

  /** From now on nothing of earlier attempts counts behind the step from which this one resumed. */
  addClaim(claim: Claim): void {
    if (this.#attempts.has(claim.attempt)) return;
    const behind = claim.resumedFrom;
    this.#attempts.set(claim.attempt, {
      claim,
      seq: 0,
      lines: 0,
      damagedSince: 0,
      behind,
      heardAt: claim.claimedAt,
    });
    this.#metrics.cut(claim.attempt, lastKeptStep(claim));
  }

  hasAttempt(attempt: number): boolean {
    return this.#attempts.has(attempt);
  }

  get attempts(): number[] {
    return [...this.#attempts.keys()].sort((a, b) => a - b);
  }

  /** The claim of the last attempt. */
  get claim(): Claim | undefined {
    return this.#attempts.get(Math.max(0, ...this.#attempts.keys()))?.claim;
  }

  /** Whole lines of one attempt, in the file's order, each ended by "\n". */
  addLines(attempt: number, text: string): void {
    const state = this.#attempts.get(attempt);
    if (!state) throw new RangeError(`fold: given lines of attempt ${attempt}, needed its claim first`);
    const cut = this.#cut(attempt);
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf("\n", from);
      const to = newline === -1 ? text.length : newline;
      this.#addLine(state, text.slice(from, to), cut);
      from = to + 1;
    }
  }

  /** A line of one attempt that its reader could not hold. */
  addDamagedLine(attempt: number, reason: string): void {
    const state = this.#attempts.get(attempt);
    if (state) this.#addDamaged(state, reason);
  }

  addProblem(problem: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < 100 && !this.#problems.includes(problem)) this.#problems.push(problem);
  }

  /** Points that came, and steps behind which earlier ones no longer count, since this was asked last. */
  takeChanges(): { points: MetricPoint[]; cuts: { attempt: number; step: number }[] } {
    return this.#metrics.takeChanges();
  }

  result(options: FoldOptions = {}): FoldedRun {
    const kept = this.#kept.filter((one) => this.#counts(one)).sort((a, b) => a.attempt - b.attempt);
    const { tooMany, ...gathered } = gather(kept, this.#record);
    return {
      id: this.id,
      ...(this.#record && { record: this.#record }),
      ...this.#stateOf(options),
      attempt: this.claim?.attempt ?? 0,
      step: this.#metrics.lastStep,
      updatedAt: this.#updatedAt(),
      metrics: this.#metrics.byKey,
      ...gathered,
      later: Object.fromEntries(this.#later),
      ...this.#allProblems(tooMany),
    };
  }

  #addDamaged(state: AttemptState, reason: string): void {
    state.lines += 1;
    state.damagedSince += 1;
    this.addProblem(`attempt ${state.claim.attempt}, line ${state.lines}: ${reason}`);
  }

  #addLine(state: AttemptState, line: string, cut: number): void {
    const { event, reason, later } = parseEvent(line);
    const numbered = event ?? later;
    if (!numbered) {
      this.#addDamaged(state, reason ?? "damaged");
      return;
    }
    state.lines += 1;
    const where = `attempt ${state.claim.attempt}, line ${state.lines}`;
    const { seq, at } = numbered;
    if (seq <= state.seq) {
      this.addProblem(`${where}: event ${seq} is there twice; the first one counts`);
      return;
    }
    const missing = seq - state.seq - 1;
    if (missing > state.damagedSince)
      this.addProblem(`${where}: ${missing} events are missing before event ${seq}`);
    state.damagedSince = 0;
    state.seq = seq;
    state.heardAt = Math.max(state.heardAt, at);
    if (event) this.#addEvent(state, event, cut);
    else if (later) this.#addLater(later.kind, where);
  }

  #addLater(kind: string, where: string): void {
    const count = this.#later.get(kind);
    if (count === undefined && this.#later.size >= mostLaterKinds)
      this.addProblem(
        `${where}: more than ${mostLaterKinds} unknown kinds of events; those behind are left out`,
      );
    else this.#later.set(kind, (count ?? 0) + 1);
  }

  #addEvent(state: AttemptState, event: RunEvent, cut: number): void {
    const { attempt, resumedFrom } = state.claim;
    if (event.kind === "metrics") {
      state.behind = Math.max(state.behind, event.step);
      if (event.at < this.#firstStep.at) this.#firstStep = { at: event.at, claimedAt: state.claim.claimedAt };
      if (event.step > cut || (resumedFrom > 0 && event.step <= resumedFrom)) return;
      if (this.#metrics.add(event, attempt) > 0)
        this.addProblem(
          `attempt ${attempt}: the run has more than ${mostNames} metric names; those behind are left out`,
        );
    } else if (event.kind === "state") {
      state.state = event;
    } else {
      const behind = "step" in event ? event.step : state.behind;
      this.#kept.push({ attempt, behind, event });
    }
  }

  /** The last step of this attempt that counts. */
  #cut(attempt: number): number {
    let cut = Number.POSITIVE_INFINITY;
    for (const { claim } of this.#attempts.values())
      if (claim.attempt > attempt) cut = Math.min(cut, lastKeptStep(claim));
    return cut;
  }

  /** Texts and tables go by their step; notes and summaries also by the time at which the next attempt took over. */
  #counts({ attempt, behind, event }: Kept): boolean {
    if (behind > this.#cut(attempt)) return false;
    if ("step" in event) return event.step >= (this.#attempts.get(attempt)?.claim.resumedFrom ?? 0);
    return [...this.#attempts.values()].every(
      ({ claim }) => claim.attempt <= attempt || event.at <= claim.claimedAt,
    );
  }

  /** When somebody was last heard of the run, by times that can be true. */
  heardAt(options: FoldOptions): number {
    return heardAt(this.#updatedAt(), options);
  }

  /** A stale process of an earlier attempt is no sign of life. */
  #updatedAt(): number {
    const last = this.#attempts.get(this.claim?.attempt ?? 0);
    return Math.max(this.#record?.createdAt ?? 0, last?.heardAt ?? 0);
  }

  #stateOf(options: FoldOptions): Pick<FoldedRun, "state" | "message"> {
    if (this.#damage !== undefined) return { state: "damaged", message: this.#damage };
    const claim = this.claim;
    if (!claim) return { state: "created" };
    const last = this.#attempts.get(claim.attempt)?.state;
    const state = last?.state ?? "created";
    if (state === "created" || state === "running") {
      const lost = lostReason(claim, this.heardAt(options), options);
      if (lost) return { state: "lost", message: lost };
    }
    return { state, ...(last?.message !== undefined && { message: last.message }) };
  }

  #allProblems(tooMany: string[]): Pick<FoldedRun, "problems" | "problemCount"> {
    const { prediction } = this.#record ?? {};
    const problems = [...tooMany];
    if (this.#damage !== undefined) problems.push(`run.json: ${this.#damage}`);
    if (prediction && !isIntact(prediction))
      problems.push("prediction: it was changed after it was locked (the hash does not fit)");
    if (prediction && prediction.lockedAt > this.#firstStep.at)
      problems.push(
        this.#firstStep.at < this.#firstStep.claimedAt
          ? "prediction: whether it was locked before the first step cannot be told, since the clock went back before it"
          : "prediction: it was locked after the first step",
      );
    return {
      problems: [...problems, ...this.#problems],
      problemCount: problems.length + this.#problemCount,
    };
  }
}

const mostLaterKinds = 100;

/** The last step that a claim leaves to earlier attempts; none where it starts afresh. */
function lastKeptStep(claim: Claim): number {
  return claim.resumedFrom > 0 ? claim.resumedFrom : -1;
}
