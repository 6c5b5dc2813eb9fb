import { foldEvidence, type ProgressEvent, type Rung, union } from "@blankfile/curriculum";
import { computed, signal } from "@preact/signals";
import { noServerHere, serverHere } from "../server/client.ts";
import { startBrowserLog } from "./browser-log.ts";
import { type NewEvent, stamped } from "./events.ts";
import type { Log, LogHost } from "./log.ts";
import { startWorkspaceLog } from "./workspace-log.ts";

/** All events known to this page, in the order of time. */
export const events = signal<readonly ProgressEvent[]>([]);

/** The fold over them: topic slug → evidence. A topic without an entry has none. */
export const evidence = computed(() => foldEvidence(events.value));

/** The highest rung that a topic has reached. */
export function rungOf(slug: string): Rung {
  return evidence.value.get(slug)?.rung ?? "none";
}

/** Where progress lives: in the workspace behind the server, or in this browser. */
export let place: "workspace" | "browser" = serverHere() ? "workspace" : "browser";

/** What the reader must know about keeping progress, in one sentence; undefined while all is well. */
export const problem = signal<string | undefined>(undefined);

/** Events of this page that are not stored yet where they belong. */
export const waiting = signal(0);

/** Whether the stored events have been read. */
export const loaded = signal(false);

const host: LogHost = {
  receive: (more) => {
    const merged = union(events.value, more);
    if (merged.added > 0) events.value = merged.events;
    return merged.added;
  },
  replace: (all) => {
    events.value = union([], all).events;
  },
  tell: (sentence) => {
    problem.value = sentence;
  },
  wait: (count) => {
    waiting.value = count;
  },
};

let log: Log | undefined;
const channel =
  typeof BroadcastChannel === "undefined" || typeof document === "undefined"
    ? undefined
    : new BroadcastChannel("blankfile-progress");

/** Resolves when the stored events have been read (or could not be: then `problem` says so). */
export const ready: Promise<void> = typeof document === "undefined" ? Promise.resolve() : start();

async function start(): Promise<void> {
  channel?.addEventListener("message", ({ data }: MessageEvent<readonly ProgressEvent[] | "cleared">) => {
    if (data === "cleared") host.replace([]);
    else host.receive(data);
  });
  if (place === "workspace") {
    log = startWorkspaceLog(host);
    await log.load().catch(() => {
      noServerHere();
      place = "browser";
    });
  }
  if (place === "browser") {
    log = startBrowserLog(host);
    await log.load();
  }
  loaded.value = true;
}

/**
 * Appends one event. It counts on this page at once; the promise resolves when it is stored, or when it is known that it
 * is kept for later, and `problem` says so. It never rejects.
 */
export async function record(event: NewEvent): Promise<ProgressEvent> {
  const made = stamped(event);
  await append([made]);
  return made;
}

/** Appends events that have their ids already (an imported file); answers how many were new. */
export async function append(more: readonly ProgressEvent[]): Promise<number> {
  const before = new Set(events.value.map((event) => event.id));
  const fresh = more.filter((event) => !before.has(event.id));
  const added = host.receive(fresh);
  channel?.postMessage(fresh);
  await ready;
  await log?.keep(fresh);
  return added;
}

/** Forgets the progress of this browser, in all its tabs. Without effect on a workspace. */
export async function clearBrowser(): Promise<void> {
  await ready;
  await log?.clear();
  if (place === "workspace") return;
  host.replace([]);
  channel?.postMessage("cleared");
}
