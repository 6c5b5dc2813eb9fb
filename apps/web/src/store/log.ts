import type { ProgressEvent } from "@blankfile/curriculum";

/** Where progress is kept: the browser's database, or the workspace behind the server. */
export interface Log {
  /** Reads what is stored. */
  load(): Promise<void>;
  /** Stores events; where that fails it keeps them, tells why, and tries again. Never rejects. */
  keep(events: readonly ProgressEvent[]): Promise<void>;
  clear(): Promise<void>;
}

/** What a log tells the page. */
export interface LogHost {
  /** Events from elsewhere; answers how many were new. */
  receive(events: readonly ProgressEvent[]): number;
  replace(events: readonly ProgressEvent[]): void;
  tell(sentence: string | undefined): void;
  wait(count: number): void;
}

/**
 * Why the browser did not store something, and what to do. `unsaved` is 0 where it failed before anything was done; `where` it is meanwhile:
 * with the tab, or on this page only.
 */
export function storageProblem(error: unknown, unsaved: number, where: "tab" | "page" = "tab"): string {
  const name = error instanceof Error ? error.name : String(error);
  const what =
    unsaved === 0 ? "what you do here is" : `${unsaved === 1 ? "1 event is" : `${unsaved} events are`}`;
  const kept = `${what} kept ${where === "tab" ? "in this tab" : "on this page"} only`;
  const save = `or export your progress before you ${where === "tab" ? "close" : "leave"} it`;
  if (name === "QuotaExceededError")
    return `progress: this browser's storage is full, and ${kept}; free some space, ${save}`;
  return `progress: this browser refuses to store data (${name}), and ${kept}; allow site data for this address, ${save}`;
}
