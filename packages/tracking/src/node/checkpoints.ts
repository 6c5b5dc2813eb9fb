import { rmSync } from "node:fs";
import path from "node:path";
import type { FoldedRun } from "../folded-run.ts";
import { readArtifact, writeArtifact } from "./artifact.ts";
import type { Run } from "./run.ts";
import { runProblem } from "./run-problem.ts";

/** The text event that names a checkpoint's artifact. */
const eventName = "checkpoint";

/**
 * Keeps the checkpoints of a run: each is an artifact, and a text event "checkpoint" gives its hash. Two stay, the newest and, should
 * that one be damaged, the one before it.
 */
export class Checkpoints {
  readonly #run: Run;
  #kept: string[] = [];

  constructor(run: Run) {
    this.#run = run;
  }

  /** Whether this attempt has saved one. */
  get any(): boolean {
    return this.#kept.length > 0;
  }

  /** Resolves once the checkpoint, and everything that was logged before it, is on disk. */
  async save(bytes: Uint8Array, step: number): Promise<void> {
    const { folder } = this.#run;
    let hash: string;
    try {
      hash = writeArtifact(folder, bytes);
    } catch (error) {
      throw runProblem("checkpoint", path.join(folder, "artifacts"), error);
    }
    this.#run.text(eventName, hash, { step });
    await this.#run.flush();
    this.#kept = [...this.#kept.filter((other) => other !== hash), hash];
    for (const old of this.#kept.splice(0, this.#kept.length - 2))
      rmSync(path.join(folder, "artifacts", old), { force: true });
  }
}

export interface SavedCheckpoint {
  /** The last step that it holds. */
  step: number;
  bytes: Uint8Array;
}

/** The newest checkpoint of a run that is whole, and what was wrong with newer ones. */
export function lastCheckpoint(
  workspace: string,
  run: FoldedRun,
): { checkpoint?: SavedCheckpoint; problems: string[] } {
  const folder = path.join(workspace, "runs", run.id);
  const problems: string[] = [];
  for (const { name, text, step } of run.texts.toReversed()) {
    if (name !== eventName) continue;
    try {
      return { checkpoint: { step, bytes: readArtifact(folder, text) }, problems };
    } catch (error) {
      problems.push(`checkpoint of step ${step}: ${(error as Error).message}`);
    }
  }
  return { problems };
}
