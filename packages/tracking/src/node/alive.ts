import { hostname, uptime } from "node:os";
import type { Claim } from "../run.ts";
import { bootId, processStat } from "./process-identity.ts";

/**
 * Whether the process that claimed an attempt lives; undefined where this machine cannot know. Numbers of processes are used again. A
 * claim that names the start of the machine and of the process is compared by them; an older one by its time, which a clock that jumps
 * makes wrong.
 */
export function isAlive(claim: Claim, now: number): boolean | undefined {
  if (claim.host !== hostname() || claim.pid === 0) return undefined;
  const boot = bootId();
  const isSameBoot = claim.boot !== undefined && boot !== undefined ? claim.boot === boot : undefined;
  const startedAt = now - uptime() * 1000; // Of the machine.
  if (isSameBoot === false || (isSameBoot === undefined && claim.claimedAt < startedAt - 5000)) return false;
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const stat = processStat(claim.pid);
  if (!stat) return true;
  if (stat.isDead) return false;
  if (isSameBoot && claim.startTicks !== undefined) return stat.startTicks === claim.startTicks;
  return startedAt + stat.startTicks * 10 <= claim.claimedAt + 5000;
}
