import path from "node:path";
import { EventLog, type StepOption, type Table } from "../event-log.ts";
import type { Claim, ConfigValue, RunRecord } from "../run.ts";
import { EventFile, type EventFileOptions } from "./event-file.ts";

/** A run that this process writes. Made by `init` and `resume`. */
export class Run {
  readonly record: RunRecord;
  readonly attempt: number;
  /** `<workspace>/runs/<id>`. */
  readonly folder: string;
  readonly #events: EventLog;
  readonly #file: EventFile;

  constructor(
    folder: string,
    record: RunRecord,
    claim: Claim,
    options: EventFileOptions & { clock: () => number },
  ) {
    this.record = record;
    this.folder = folder;
    this.attempt = claim.attempt;
    this.#file = new EventFile(path.join(folder, "attempts", String(claim.attempt), "events.jsonl"), options);
    this.#events = new EventLog({
      clock: options.clock,
      resumedFrom: claim.resumedFrom,
      emit: (event) => this.#file.append(JSON.stringify(event)),
    });
    this.#events.state("running");
    openRuns.add(this);
    listenForExit();
  }

  get id(): string {
    return this.record.id;
  }

  /** Remembers numbers of one step. Never waits for the disk: they count once they are flushed, 200 ms later at most. */
  log(values: Record<string, number>, option: StepOption = {}): void {
    this.#events.log(values, option);
  }

  text(name: string, text: string, option: StepOption = {}): void {
    this.#events.text(name, text, option);
  }

  table(name: string, table: Table, option: StepOption = {}): void {
    this.#events.table(name, table, option);
  }

  note(text: string): void {
    this.#events.note(text);
  }

  /** Final figures; later ones override earlier ones key by key. */
  summary(values: Record<string, ConfigValue>): void {
    this.#events.summary(values);
  }

  /** Resolves once everything logged so far is on disk; rejects with a RunProblem where it is not, and keeps the lines. */
  flush(): Promise<void> {
    return this.#file.flush();
  }

  /** Ends the run. May be called again after a rejection: nothing is written twice. */
  async finish(): Promise<void> {
    await this.#end("finished");
  }

  async fail(message: string | Error): Promise<void> {
    await this.#end("failed", message instanceof Error ? message.message : message);
  }

  async #end(state: "finished" | "failed", message?: string): Promise<void> {
    if (!this.#events.ended) this.#events.state(state, message);
    await this.#file.close();
    openRuns.delete(this);
  }

  /** The process ends without `finish`: what is in memory goes to disk, with the reason. */
  endWithProcess(code: number): void {
    if (!this.#events.ended)
      this.#events.state("failed", `the process ended with code ${code} before the run was finished`);
    this.#file.flushSync();
  }
}

const openRuns = new Set<Run>();
let listening = false;

function listenForExit(): void {
  if (listening) return;
  listening = true;
  process.on("exit", (code) => {
    for (const run of openRuns) run.endWithProcess(code);
  });
}
