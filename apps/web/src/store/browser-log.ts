import type { ProgressEvent } from "@blankfile/curriculum";
import { clearEvents, storedEvents, storeEvents } from "./database.ts";
import { type Log, type LogHost, storageProblem } from "./log.ts";

/** Without a server: IndexedDB is the truth. What it refuses stays in memory and is offered again with each event. */
export function startBrowserLog(host: LogHost): Log {
  let unsaved: ProgressEvent[] = [];

  return {
    async load() {
      try {
        host.receive(await storedEvents("events"));
      } catch (error) {
        host.tell(storageProblem(error, 0));
      }
    },

    async keep(events) {
      const batch = [...unsaved, ...events];
      unsaved = batch;
      try {
        await storeEvents("events", batch);
        unsaved = unsaved.filter((event) => !batch.includes(event));
        host.tell(undefined);
      } catch (error) {
        host.tell(storageProblem(error, unsaved.length));
      }
      host.wait(unsaved.length);
    },

    async clear() {
      unsaved = [];
      host.wait(0);
      try {
        await clearEvents("events");
        host.tell(undefined);
      } catch (error) {
        host.tell(
          `progress: this browser's database cannot be cleared (${String(error)}); clear the site's data in its settings`,
        );
      }
    },
  };
}
