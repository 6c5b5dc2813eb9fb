import type { CodeVersion, RunRecord } from "../run.ts";
import { lastCheckpoint, type SavedCheckpoint } from "./checkpoints.ts";
import { environment } from "./environment.ts";
import { FlagError } from "./flags.ts";
import { resume } from "./init.ts";
import type { Run } from "./run.ts";
import { listRunIds, readRun } from "./run-folder.ts";
import { RunProblem } from "./run-problem.ts";

export interface ResumeStoppedOptions {
  workspace: string;
  id: string;
  /** The experiment that the run must be of. */
  experiment: string;
  /** The code as it is now. */
  code: CodeVersion;
  /** Finds the ids that a wrong one may have meant. */
  nearest: (word: string, names: string[]) => string[];
  /** Told what may make the numbers differ, and which checkpoints are damaged; stderr unless told. */
  warn?: (message: string) => void;
}

/**
 * Takes a run that was stopped, or killed, up where its last whole checkpoint ends, as its next attempt; from the start where it has
 * none. A run that lives, is finished or belongs to another experiment is refused.
 */
export async function resumeStopped(
  options: ResumeStoppedOptions,
): Promise<{ run: Run; checkpoint?: SavedCheckpoint }> {
  const { workspace, id, experiment, code, warn = console.error } = options;
  const ids = listRunIds(workspace);
  if (!ids.includes(id)) {
    const near = options.nearest(id, ids);
    const hint = near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "";
    throw new FlagError(`resume: there is no run ${JSON.stringify(id)} in ${workspace}${hint}`);
  }
  const stopped = readRun(workspace, id, Date.now());
  const { record, state } = stopped;
  if (!record) throw new RunProblem("damaged", `resume: ${id} is damaged: ${stopped.message}`);
  if (record.experiment !== experiment)
    throw new FlagError(`resume: ${id} is a run of ${record.experiment}, one of ${experiment} is needed`);
  if (state === "running" || state === "finished")
    throw new FlagError(`resume: ${id} is ${state}, a run that was stopped is needed`);

  const { checkpoint, problems } = lastCheckpoint(workspace, stopped);
  for (const problem of problems) warn(`${problem}; an earlier one is used`);
  const run = await resume({ workspace, id, fromStep: checkpoint?.step ?? 0 });
  for (const difference of differences(record, code)) {
    run.note(difference);
    warn(difference);
  }
  return { run, ...(checkpoint && { checkpoint }) };
}

/** Why the resumed run may end with other numbers than an uninterrupted one. */
export function differences(record: RunRecord, code: CodeVersion): string[] {
  const { runtime: before = "an unknown runtime" } = record.environment ?? {};
  const { runtime: now } = environment();
  const otherwise = "its numbers may differ from an uninterrupted run's";
  return [
    ...(record.code.hash === code.hash ? [] : [`The code has changed since the run began: ${otherwise}.`]),
    ...(before === now ? [] : [`The run began on ${before} and goes on on ${now}: ${otherwise}.`]),
  ];
}
