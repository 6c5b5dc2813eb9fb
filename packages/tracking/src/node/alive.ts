import { readFileSync } from "node:fs";
import { hostname, uptime } from "node:os";
import type { Claim } from "../run.ts";

/** Whether the process that claimed an attempt lives; undefined where this machine cannot know. */
export function isAlive(claim: Claim, now: number): boolean | undefined {
  if (claim.host !== hostname() || claim.pid === 0) return undefined;
  if (claim.claimedAt < now - uptime() * 1000 - 5000) return false; // The machine has started since.
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return process.platform === "linux" ? isSameProcess(claim, now) : true;
}

/** Numbers of processes are used again: the one that lives must be as old as the claim, and not a dead one unburied. */
function isSameProcess(claim: Claim, now: number): boolean {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${claim.pid}/stat`, "latin1");
  } catch {
    return true;
  }
  // Fields behind the name, which stands in parentheses and may hold anything: state is the first, start time the 20th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return false;
  const startedAt = now - uptime() * 1000 + Number(fields[19]) * 10; // Hundredths of a second since the machine started.
  return !(startedAt > claim.claimedAt + 5000);
}
