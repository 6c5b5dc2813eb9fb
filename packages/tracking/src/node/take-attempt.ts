import { existsSync } from "node:fs";
import path from "node:path";
import { lastCheckpoint, type SavedCheckpoint } from "./checkpoints.ts";
import { nextAttempt } from "./claim.ts";
import { type InitOptions, init } from "./init.ts";
import { differences } from "./resume-stopped.ts";
import type { Run } from "./run.ts";
import { readRun } from "./run-folder.ts";
import { RunProblem } from "./run-problem.ts";

/**
 * Takes one attempt of a run that somebody else planned: creates the run where it is not there yet, goes on from its last whole checkpoint
 * where it is. undefined where the attempt belongs to another process, or the run is finished: then there is nothing to do. So the same
 * command may be started twice, by an executor that lost count, and changes nothing the second time.
 */
export async function takeAttempt(
  options: InitOptions & { id: string; attempt: number },
): Promise<{ run: Run; checkpoint?: SavedCheckpoint } | undefined> {
  const { workspace, id } = options;
  const isThere = existsSync(path.join(workspace, "runs", id, "run.json"));
  const earlier = isThere ? readRun(workspace, id, Date.now()) : undefined;
  if (earlier?.state === "finished") return undefined;
  const { checkpoint, problems } = earlier ? lastCheckpoint(workspace, earlier) : { problems: [] };
  let run: Run;
  try {
    run = await init({ ...options, fromStep: checkpoint?.step ?? 0 });
  } catch (error) {
    if (error instanceof RunProblem && error.code === "claimed") return undefined;
    throw error;
  }
  const notes = problems.map((problem) => `${problem}; an earlier one is used`);
  if (earlier?.record && options.code) notes.push(...differences(earlier.record, options.code));
  for (const note of notes) run.note(note);
  return { run, ...(checkpoint && { checkpoint }) };
}

/** Whether a later attempt has been claimed: what this one does no longer counts. */
export function isTakenOver(run: Run): boolean {
  return nextAttempt(run.folder) > run.attempt + 1;
}
