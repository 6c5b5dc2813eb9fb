import type { ProgressEvent } from "./evidence.ts";

/**
 * The events without the answers that were taken back (`review-undo`), and without the taking back; in a list of its own. An answer that a split of
 * its topic made into several ("<id>/<slug>", see `applyMigrations`) goes with all its parts.
 */
export function standing(events: readonly ProgressEvent[]): ProgressEvent[] {
  const revoked = new Set<string>();
  for (const event of events) if (event.kind === "review-undo") revoked.add(event.of);
  return events.filter(({ kind, id }) => {
    if (kind === "review-undo") return false;
    return kind !== "review" || !(revoked.has(id) || revoked.has(whole(id)));
  });
}

function whole(id: string): string {
  const cut = id.indexOf("/");
  return cut === -1 ? id : id.slice(0, cut);
}
