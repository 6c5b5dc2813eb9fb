import { firstPass } from "@blankfile/curriculum";
import type { AttemptOutcome, CheckResult } from "@blankfile/curriculum/check";
import { sha256 } from "@blankfile/tracking";
import { type Signal, signal } from "@preact/signals";
import type { LogLine } from "../sandbox/referee.ts";
import type { AttemptReport } from "../sandbox/run-attempt.ts";
import { server, serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";
import { events, record } from "../store/progress.ts";
import { type KeptAttempt, keepAttempt } from "./attempts.ts";
import { type Draft, freshDraft, readDraft, writeDraft } from "./draft.ts";
import type { Editor, Mark } from "./editor.ts";
import type { ExerciseData } from "./exercise-data.ts";
import { type FileState, SolutionFile } from "./solution-file.ts";
import { workerText } from "./worker-text.ts";

/** Milliseconds without a key before the text is kept. */
const pause = 400;

export type Run =
  | { kind: "never" }
  | { kind: "running"; results: readonly CheckResult[]; running: number | undefined }
  | {
      kind: "done";
      outcome: AttemptOutcome;
      results: readonly CheckResult[];
      log: readonly LogLine[];
      message?: string;
      line?: number;
    }
  /** The sandbox's own files did not load. */
  | { kind: "broken"; message: string };

/** One exercise at work: the text and where it is kept, the checks, hints and solution. */
export class ExerciseWork {
  readonly data: ExerciseData;
  readonly run: Signal<Run> = signal({ kind: "never" });
  readonly file: Signal<FileState> = signal({ kind: "equal" });
  readonly draft: Signal<Draft>;
  /** The browser refuses to keep the text. */
  readonly unkept = signal(false);
  /** The text has changed since the checks ran. */
  readonly changed = signal(false);
  /** The text before the last reset, or before an attempt was put back, while that can be undone. */
  readonly before: Signal<{ text: string; undo: string } | undefined> = signal(undefined);
  /** Grows when an attempt was kept, so that the list of attempts reads again. */
  readonly attempts = signal(0);
  readonly #file: SolutionFile | undefined;
  #editor: Editor | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: AbortController | undefined;

  constructor(data: ExerciseData) {
    this.data = data;
    const draft = readDraft(data.slug) ?? freshDraft(data.starter);
    this.draft = signal(draft);
    if (!serverHere()) return;
    this.#file = new SolutionFile(
      data.slug,
      server,
      {
        text: () => this.text(),
        replace: (text) => {
          this.#editor?.replace(text);
          this.#keep({ text });
        },
        changed: (state, base, dirty) => {
          this.file.value = state;
          this.#keep({ base, dirty });
        },
      },
      draft.base,
      draft.dirty,
    );
  }

  text(): string {
    return this.#editor?.text() ?? this.draft.value.text;
  }

  /** The editor is on the page; answers what undoes the connection. */
  attach(editor: Editor): () => void {
    this.#editor = editor;
    const save = () => this.save();
    const back = () => {
      if (document.visibilityState === "hidden") this.save();
      else void this.#file?.read();
    };
    addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", back);
    void this.#file?.read();
    return () => {
      this.save();
      this.stop();
      removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", back);
      this.#editor = undefined;
      editor.close();
    };
  }

  edited(): void {
    this.changed.value = true;
    if (this.data.within !== undefined && this.draft.value.startedAt === undefined)
      this.#keep({ startedAt: Date.now() });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  /** Keeps the text now: in this browser, then in the workspace. */
  save(): void {
    clearTimeout(this.#timer);
    const text = this.text();
    if (text === this.draft.value.text) return;
    this.#keep({ text });
    void this.#file?.edited();
  }

  /**
   * What comes next: writing, running the checks over what is written, a hint when they failed and nothing has changed
   * since; after a pass nothing is left here.
   */
  nextStep(): "write" | "check" | "hint" | undefined {
    const run = this.run.value;
    if (run.kind === "running") return undefined;
    if (run.kind === "done" && run.outcome === "passed") return undefined;
    const { text, hintsSeen } = this.draft.value;
    if (this.changed.value || (run.kind !== "done" && text !== this.data.starter)) return "check";
    return run.kind === "done" && hintsSeen < this.data.hints.length ? "hint" : "write";
  }

  choose(which: "mine" | "theirs"): void {
    // The text that is not chosen stays among the attempts.
    const other =
      which === "mine" && this.file.value.kind === "conflict" ? this.file.value.theirs : this.text();
    void this.#remember({ outcome: "set aside", text: other });
    void this.#file?.choose(which);
  }

  retryFile(): void {
    void this.#file?.read();
  }

  async check(): Promise<void> {
    if (this.run.value.kind === "running") return;
    this.save();
    const source = this.text();
    const stop = new AbortController();
    this.#stop = stop;
    this.changed.value = false;
    this.run.value = { kind: "running", results: [], running: undefined };
    this.#editor?.mark([]);
    try {
      const report = await this.#attempt(source, stop.signal);
      const { outcome, results, message, line } = report.attempt;
      this.run.value = {
        kind: "done",
        outcome,
        results,
        log: report.log,
        ...(message !== undefined && { message }),
        ...(line !== undefined && { line }),
      };
      this.#editor?.mark(marksOf(this.run.value));
      await this.#settle(report, source);
    } catch (error) {
      if (stop.signal.aborted) this.run.value = { kind: "never" };
      else this.run.value = { kind: "broken", message: (error as Error).message };
    }
  }

  stop(): void {
    this.#stop?.abort(new DOMException("stopped", "AbortError"));
  }

  goTo(line: number): void {
    this.#editor?.goTo(line);
  }

  nextHint(): void {
    const { hintsSeen } = this.draft.value;
    this.#keep({ hintsSeen: Math.min(hintsSeen + 1, this.data.hints.length) });
  }

  openSolution(): void {
    this.#keep({ solutionSeen: true });
  }

  /** Back to the starter. From blank, the hints and the solution count as not seen again. */
  reset(fromBlank: boolean): void {
    this.#setAside("Undo the reset");
    this.#editor?.replace(this.data.starter);
    if (fromBlank) {
      this.#keep({ hintsSeen: 0, solutionSeen: false, blankSince: Date.now() });
      this.run.value = { kind: "never" };
    }
    this.save();
    this.#stopClock();
  }

  /** When a gauntlet's time is over, by the clock that its first change started; undefined before that, and for other exercises. */
  overAt(): number | undefined {
    const { within } = this.data;
    const { startedAt } = this.draft.value;
    return within === undefined || startedAt === undefined ? undefined : startedAt + within * 60_000;
  }

  /** The text of an attempt goes into the editor; the one that was there stays among the attempts, and one press brings it back. */
  putBack(text: string): void {
    this.#setAside("Undo putting it back");
    this.#editor?.replace(text);
    this.save();
  }

  undo(): void {
    const before = this.before.value;
    if (before === undefined) return;
    this.before.value = undefined;
    this.#editor?.replace(before.text);
    this.save();
  }

  /** The day of the first pass, by the events: from another day on, a pass from blank counts as rebuilt. */
  firstPass(): number | undefined {
    return firstPass(events.value, this.data.slug);
  }

  async #attempt(source: string, signal: AbortSignal): Promise<AttemptReport> {
    const { slug, bundle, sandbox } = this.data;
    const [{ runAttempt }, worker] = await Promise.all([
      import("../sandbox/run-attempt.ts"),
      workerText(sandbox),
    ]);
    return runAttempt({
      exercise: slug,
      source,
      bundle,
      worker,
      frame: href(`/sandbox/frame.html?v=${sandbox}`),
      watch: ({ results, running }) => {
        if (!signal.aborted) this.run.value = { kind: "running", results: [...results], running };
      },
      signal,
    });
  }

  /** Keeps the text that gives way to another, unless it is the starter's. */
  #setAside(undo: string): void {
    const text = this.text();
    const worth = text !== this.data.starter;
    this.before.value = worth ? { text, undo } : undefined;
    if (worth) void this.#remember({ outcome: "set aside", text });
  }

  /** A file that did not load is no attempt, here as on the command line: no check was run on it, so it leaves no event and no text. */
  async #settle({ attempt }: AttemptReport, source: string): Promise<void> {
    if (attempt.results.length === 0) return;
    const { slug, topics, bundle } = this.data;
    const passed = attempt.results.filter((result) => result.pass).length;
    const checks: [number, number] = [passed, bundle.names.length];
    const { hintsSeen, solutionSeen, blankSince } = this.draft.value;
    const first = this.firstPass();
    const all = attempt.outcome === "passed";
    const late = all && Date.now() > (this.overAt() ?? Number.POSITIVE_INFINITY);
    await Promise.all([
      this.#remember({ outcome: attempt.outcome, checks, text: source }),
      record({
        kind: "check",
        exercise: slug,
        topics: topics.map((topic) => topic.slug),
        passed: all && !late,
        checks,
        solution: sha256(source),
        hintsSeen,
        solutionSeen,
        fromBlank: first !== undefined && blankSince !== undefined && day(blankSince) > day(first),
        ...(late && { late: true as const }),
      }),
    ]);
  }

  async #remember(attempt: Pick<KeptAttempt, "outcome" | "checks" | "text">): Promise<void> {
    try {
      await keepAttempt({ exercise: this.data.slug, at: Date.now(), ...attempt });
      this.attempts.value++;
    } catch {
      this.unkept.value = true;
    }
  }

  /** The next change starts it anew. */
  #stopClock(): void {
    if (this.draft.value.startedAt === undefined) return;
    const { startedAt: _, ...rest } = this.draft.value;
    this.draft.value = rest;
    this.unkept.value = !writeDraft(this.data.slug, rest);
  }

  #keep(change: Partial<Draft>): void {
    const draft = { ...this.draft.value, ...change };
    this.draft.value = draft;
    this.unkept.value = !writeDraft(this.data.slug, draft);
  }
}

export function marksOf(run: Run): Mark[] {
  if (run.kind !== "done") return [];
  const marks = run.results.flatMap(({ line, error }): Mark[] =>
    line === undefined || error === undefined ? [] : [{ line, message: error }],
  );
  if (run.line !== undefined && run.message !== undefined)
    marks.push({ line: run.line, message: run.message });
  const seen = new Set<string>();
  return marks.filter(
    ({ line, message }) => !seen.has(`${line} ${message}`) && seen.add(`${line} ${message}`),
  );
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
