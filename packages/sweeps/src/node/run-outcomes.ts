import { existsSync } from "node:fs";
import path from "node:path";
import { RunFolder } from "@blankfile/tracking/node";
import type { PlannedRun } from "../planned-runs.ts";
import { newRun, outcomeOf, type RunOutcome } from "../sweep-state.ts";

/** What the runs of a sweep come to, read from their folders, and then only what was appended. */
export class RunOutcomes {
  readonly #workspace: string;
  readonly #metric: string;
  readonly #clock: () => number;
  readonly #folders = new Map<string, RunFolder>();
  readonly #known = new Map<string, RunOutcome>();

  constructor(workspace: string, metric: string, clock: () => number = Date.now) {
    this.#workspace = workspace;
    this.#metric = metric;
    this.#clock = clock;
  }

  /** As it was when it was read last. */
  of(run: Pick<PlannedRun, "id">): RunOutcome {
    return this.#known.get(run.id) ?? this.read(run);
  }

  /** As it is now. What is finished is not read again. */
  read({ id }: Pick<PlannedRun, "id">): RunOutcome {
    const known = this.#known.get(id);
    if (known?.state === "finished") return known;
    if (!existsSync(path.join(this.#workspace, "runs", id, "run.json"))) return newRun;
    const folder = this.#folders.get(id) ?? new RunFolder(this.#workspace, id);
    while (folder.readNew().more);
    const now = this.#clock();
    const run = folder.result(now);
    const points = run.metrics.get(this.#metric) ?? [];
    const outcome = {
      ...outcomeOf({ ...run, steps: run.record?.steps }, this.#metric, points),
      updatedAt: folder.heardAt(now),
    };
    this.#known.set(id, outcome);
    if (outcome.state === "finished") this.#folders.delete(id);
    else this.#folders.set(id, folder);
    return outcome;
  }
}
