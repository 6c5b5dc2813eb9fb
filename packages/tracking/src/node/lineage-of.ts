import { readFileSync } from "node:fs";
import path from "node:path";
import { type Lineage, lineageIn } from "../lineage.ts";
import { detailsOf } from "../run-details.ts";
import { isHash } from "../values/image.ts";
import { namesIn } from "./names-in.ts";
import { listRunIds, readRun } from "./run-folder.ts";

/** The runs of a workspace that made these bytes, and those that worked with them; newest first. Reads a run whole only where its events name the hash. */
export function lineageOf(workspace: string, hash: string, now: number): Lineage {
  if (!isHash(hash))
    throw new RangeError(`lineageOf: given ${JSON.stringify(hash).slice(0, 80)}, needed a SHA-256 in hex`);
  const naming = listRunIds(workspace).filter((id) => names(path.join(workspace, "runs", id), hash));
  return lineageIn(
    naming.map((id) => ({ id, details: detailsOf(readRun(workspace, id, now)) })),
    hash,
  );
}

function names(folder: string, hash: string): boolean {
  return namesIn(path.join(folder, "attempts")).some((attempt) => {
    try {
      return readFileSync(path.join(folder, "attempts", attempt, "events.jsonl")).includes(hash);
    } catch {
      return false; // It has no events yet, or cannot be read, which reading the run itself would say.
    }
  });
}
