import type { FoldOptions } from "./folded-run.ts";
import type { Claim } from "./run.ts";

/** Machines that work together may be so far apart, in milliseconds. */
const clockSkew = 60_000;

/**
 * When somebody was last heard of a run: by the times of its events, or by when they were written. What lies ahead of `now` comes from a
 * clock that was wrong, and says nothing; where all of it lies ahead, the reader's own is the one that went back.
 */
export function heardAt(updatedAt: number, { now, writtenAt }: FoldOptions): number {
  if (now === undefined) return updatedAt;
  const heard = writtenAt === undefined ? [updatedAt] : [updatedAt, writtenAt];
  const known = heard.filter((at) => at <= now + clockSkew);
  return known.length > 0 ? Math.max(...known) : now;
}

/** Why a run that says it goes on counts as lost; undefined where it does not. */
export function lostReason(claim: Claim, heardAt: number, options: FoldOptions): string | undefined {
  const { now, alive, lostAfterMs = 600_000 } = options;
  if (alive === true) return undefined;
  if (alive === false) return `process ${claim.pid} on ${claim.host} is gone, and did not finish the run`;
  if (now === undefined || now - heardAt <= lostAfterMs) return undefined;
  return `nothing was heard of it since ${new Date(heardAt).toISOString()}`;
}
