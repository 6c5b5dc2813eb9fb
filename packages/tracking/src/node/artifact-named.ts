import type { UsedArtifact } from "../event-log.ts";
import { isRunId } from "../run-id.ts";
import { listRunIds, readRun } from "./run-folder.ts";

/** The artifact that "<run>:<name>" names: the last one of that name which the run made. */
export function artifactNamed(workspace: string, word: string): Required<UsedArtifact> {
  const colon = word.indexOf(":");
  const [run, name] = [word.slice(0, colon), word.slice(colon + 1)];
  if (colon === -1 || !isRunId(run) || name === "")
    throw new RangeError(
      `use: given ${JSON.stringify(word.slice(0, 120))}, needed "<run>:<name>" or { hash }`,
    );
  if (!listRunIds(workspace).includes(run))
    throw new RangeError(
      `use: given ${word}, the workspace has no run ${run}; needed the id of one that it has`,
    );
  // Whether it still runs does not matter: what it has made so far counts.
  const { artifacts } = readRun(workspace, run, 0);
  const found = artifacts.findLast((artifact) => artifact.name === name);
  if (found) return { hash: found.hash, run, name };
  const names = [...new Set(artifacts.map((artifact) => artifact.name))].slice(0, 10);
  throw new RangeError(
    `use: given ${word}, the run has no artifact of that name; ${names.length === 0 ? "it has made none" : `needed one of ${names.join(", ")}`}`,
  );
}
