import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import type { Claim } from "../run.ts";
import { makeFolder } from "./make-folder.ts";
import { namesIn } from "./names-in.ts";
import { bootId, processStat } from "./process-identity.ts";
import { RunProblem, runProblem } from "./run-problem.ts";
import { writeOnce } from "./write-once.ts";

/** Takes attempt `attempt` of the run in `folder` for this process, or says who has it. */
export function claimAttempt(folder: string, attempt: number, resumedFrom: number, now: number): Claim {
  if (!Number.isSafeInteger(attempt) || attempt < 1)
    throw new RangeError(`attempt: given ${attempt}, needed a whole number from 1`);
  if (!Number.isSafeInteger(resumedFrom) || resumedFrom < 0)
    throw new RangeError(`resume: given step ${resumedFrom}, needed a whole number from 0`);
  const [boot, stat] = [bootId(), processStat(process.pid)];
  const claim: Claim = {
    format: 1,
    attempt,
    claimedAt: now,
    host: hostname(),
    pid: process.pid,
    ...(boot !== undefined && stat && { boot, startTicks: stat.startTicks }),
    resumedFrom,
  };
  const file = path.join(folder, "attempts", String(attempt), "claim.json");
  let won: boolean;
  try {
    makeFolder(path.dirname(file));
    won = writeOnce(file, `${JSON.stringify(claim, null, 2)}\n`);
  } catch (error) {
    throw runProblem("claim", file, error);
  }
  if (!won)
    throw new RunProblem(
      "claimed",
      `claim: attempt ${attempt} of ${path.basename(folder)} belongs to ${owner(file)}, needed a free one; resume the run to start attempt ${nextAttempt(folder)}`,
    );
  return claim;
}

/** One more than the highest attempt that somebody has claimed. */
export function nextAttempt(folder: string): number {
  const attempts = path.join(folder, "attempts");
  let highest = 0;
  for (const name of namesIn(attempts)) {
    const isClaimed = namesIn(path.join(attempts, name)).includes("claim.json");
    if (/^[1-9]\d{0,8}$/.test(name) && isClaimed) highest = Math.max(highest, Number(name));
  }
  return highest + 1;
}

function owner(file: string): string {
  try {
    const claim = JSON.parse(readFileSync(file, "utf8")) as Claim;
    return `process ${claim.pid} on ${claim.host}`;
  } catch {
    return "another process";
  }
}
