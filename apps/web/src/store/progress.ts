import { applyMigrations, foldEvidence, type ProgressEvent, type Rung, union } from "@blankfile/curriculum";
import { computed, signal } from "@preact/signals";
import { noServerHere, serverHere } from "../server/client.ts";
import { dropGrown, loadAside } from "./aside.ts";
import { startBrowserLog } from "./browser-log.ts";
import { type NewEvent, stamped } from "./events.ts";
import type { Log, LogHost } from "./log.ts";
import { loadMigrations, migrations } from "./migrations.ts";
import { startWorkspaceLog } from "./workspace-log.ts";

/** All events known to this page, in their order, with the names that topics had when they were made. */
export const events = signal<readonly ProgressEvent[]>([]);

/** The same under the topics' names of today; `aside` holds the events of topics that are gone. */
export const today = computed(() => applyMigrations(events.value, migrations.value));

/** The fold over them: topic slug → evidence. A topic without an entry has none. */
export const evidence = computed(() => foldEvidence(today.value.events, Date.now()));

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

/** Resolves when the log has been read; events can be stored from then on. */
const opened: Promise<void> = typeof document === "undefined" ? Promise.resolve() : open();

/**
 * Resolves when the stored events have been read (or could not be: then `problem` says so) and what became of their topics is known; no
 * slow answer about the latter holds a page up for more than two seconds.
 */
export const ready: Promise<void> = typeof document === "undefined" ? Promise.resolve() : opened.then(start);

async function open(): Promise<void> {
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
}

async function start(): Promise<void> {
  void loadAside().then(async (grown) => {
    if (grown.length === 0) return;
    await append(grown);
    if (waiting.value === 0) await dropGrown(grown).catch(() => {});
  });
  if (events.value.length > 0) {
    const late = new Promise<void>((resolve) => setTimeout(resolve, 2000));
    await Promise.race([loadMigrations(), late]);
  }
  loaded.value = true;
}

/**
 * Appends one event. It counts on this page at once; the promise resolves when it is stored, or when it is known that it
 * is kept for later, and `problem` says so. It never rejects.
 */
export async function record(event: NewEvent): Promise<ProgressEvent> {
  const made = stamped(event, events.value.at(-1));
  await append([made]);
  return made;
}

/** Appends events that have their ids already (an imported file); answers how many were new. */
export async function append(more: readonly ProgressEvent[]): Promise<number> {
  const before = new Set(events.value.map((event) => event.id));
  const fresh = more.filter((event) => !before.has(event.id));
  const added = host.receive(fresh);
  if (fresh.length > 0) channel?.postMessage(fresh);
  await opened;
  if (events.value.length > 0) void loadMigrations();
  await log?.keep(fresh);
  return added;
}

/** Tries once more to store what could not be stored. */
export async function keepAgain(): Promise<void> {
  await opened;
  await log?.keep([]);
}

/** Forgets the progress of this browser, in all its tabs. Without effect on a workspace. */
export async function clearBrowser(): Promise<void> {
  await ready;
  await log?.clear();
  if (place === "workspace") return;
  host.replace([]);
  channel?.postMessage("cleared");
}
