import type { ProgressEvent } from "@blankfile/curriculum";
import { allEvents, clearProgress, packEvents, storeProgress } from "./database.ts";
import { type Log, type LogHost, storageProblem } from "./log.ts";
import { keepInTab, keptInTab } from "./tab-keep.ts";

/** Events in one transaction: so many that a file of 100,000 is stored soon, so few that the reader sees it go on. */
const most = 5000;

/** Without a server: IndexedDB is the truth. What it refuses stays in the tab and is offered again with each page and each event. */
export function startBrowserLog(host: LogHost): Log {
  let unsaved: ProgressEvent[] = [];
  let storing = Promise.resolve();
  let read = false;

  async function load(): Promise<void> {
    try {
      host.receive(await allEvents());
      read = true;
    } catch (error) {
      refused(error);
    }
  }

  function refused(error: unknown): void {
    host.tell(storageProblem(error, unsaved.length, keepInTab(unsaved) ? "tab" : "page"));
  }

  async function store(): Promise<void> {
    if (!read) await load();
    try {
      while (unsaved.length > 0) {
        const batch = unsaved.slice(0, most);
        await storeProgress(batch);
        unsaved = unsaved.slice(batch.length);
        host.wait(unsaved.length);
      }
      if (!read) return;
      keepInTab([]);
      host.tell(undefined);
    } catch (error) {
      refused(error);
    }
  }

  function keep(events: readonly ProgressEvent[]): Promise<void> {
    unsaved = [...unsaved, ...events];
    host.wait(unsaved.length);
    // One writer at a time, in the order in which events came.
    storing = storing.then(store);
    return storing;
  }

  return {
    async load() {
      const left = keptInTab();
      unsaved = left;
      await load();
      if (read) void packEvents().catch(() => {});
      if (left.length === 0) return;
      host.receive(left);
      await keep([]);
    },

    keep,

    async clear() {
      unsaved = [];
      await storing;
      keepInTab([]);
      host.wait(0);
      try {
        await clearProgress();
        host.tell(undefined);
      } catch (error) {
        host.tell(
          `progress: this browser's database cannot be cleared (${String(error)}); clear the site's data in its settings`,
        );
      }
    },
  };
}
