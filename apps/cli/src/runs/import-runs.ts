import { existsSync, statSync } from "node:fs";
import { isExperimentName } from "@blankfile/tracking";
import { importTensorBoard, importTrackio } from "@blankfile/tracking/node";
import { findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";

/** Brings runs in. The same ones a second time change nothing. */
export function importRuns(
  from: string,
  { experiment, workspace }: { experiment: string; workspace?: string },
): void {
  if (!existsSync(from)) throw new UsageError(`runs import: ${from} is not there`);
  if (!isExperimentName(experiment))
    throw new UsageError(
      `runs import: --experiment ${experiment}, <area>/<name> in lower-case words is needed`,
    );
  const read = statSync(from).isDirectory() ? importTensorBoard : importTrackio;
  const runs = read(findWorkspace(workspace), from, experiment);
  if (runs.length === 0) throw new UsageError(`runs import: no runs were found in ${from}`);
  for (const { id, isNew, notes } of runs) {
    console.log(`${id}${isNew ? "" : "  (is there already)"}`);
    for (const note of notes) console.error(`${id}: ${note}`);
  }
}
