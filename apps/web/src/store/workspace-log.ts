import type { ProgressEvent } from "@blankfile/curriculum";
import { ServerError, server } from "../server/client.ts";
import { subscribe } from "../server/live.ts";
import { removeEvents, storedEvents, storeEvents } from "./database.ts";
import type { Log, LogHost } from "./log.ts";

/** Characters in one request: well below the 8 MiB that the server takes. */
const most = 2_000_000;

/** More events than this come from a file that the reader has: they are stored here only where they cannot be sent. */
const fewest = 1000;

/**
 * With a server: the workspace is the truth, and the browser's database holds only what the workspace has not
 * acknowledged yet. Sending twice is harmless, since the server's union is by id. `load` rejects where there is no such
 * server after all.
 */
export function startWorkspaceLog(host: LogHost): Log {
  let outbox: ProgressEvent[] = [];
  /** Ids that lie in the browser's database. */
  const stored = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 2000;
  let sending: Promise<void> | undefined;

  async function pull(): Promise<void> {
    try {
      host.receive((await server.progress()).events);
      if (outbox.length === 0) host.tell(undefined);
    } catch (error) {
      if (error instanceof ServerError && error.status === 404) throw error;
      host.tell(sentence(error, outbox.length));
      later(pull);
    }
  }

  async function send(): Promise<void> {
    while (outbox.length > 0) {
      const batch = firstOf(outbox);
      try {
        await server.appendProgress(batch);
      } catch (error) {
        host.tell(sentence(error, outbox.length));
        later(flush);
        return;
      }
      outbox = outbox.slice(batch.length);
      host.wait(outbox.length);
      pause = 2000;
      const ids = batch.map((event) => event.id).filter((id) => stored.delete(id));
      if (ids.length > 0) await removeEvents("outbox", ids).catch(() => {});
    }
    host.tell(undefined);
  }

  async function store(events: readonly ProgressEvent[]): Promise<void> {
    for (const { id } of events) stored.add(id);
    await storeEvents("outbox", events).catch(() => {});
  }

  /** One sender at a time; who comes while it runs waits for it, and it takes what came. */
  function flush(): Promise<void> {
    sending ??= send().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  function later(what: () => Promise<void>): void {
    clearTimeout(timer);
    timer = setTimeout(() => void what(), pause);
    pause = Math.min(pause * 2, 60_000);
  }

  return {
    async load() {
      const left = await storedEvents("outbox").catch(() => []);
      outbox = [...left, ...outbox];
      for (const { id } of left) stored.add(id);
      host.receive(left);
      host.wait(outbox.length);
      await pull();
      if (outbox.length > 0) void flush();
      const again = async () => {
        await pull();
        await flush();
      };
      subscribe({ progress: () => void pull(), reopened: () => void again() });
      addEventListener("online", () => void again());
    },

    async keep(events) {
      outbox = [...outbox, ...events];
      host.wait(outbox.length);
      // Stored here first: closing the tab before the server has answered loses nothing. If the browser refuses, the
      // events are still sent from memory.
      if (events.length <= fewest) await store(events);
      await flush();
      if (events.length > fewest && outbox.length > 0) await store(outbox);
    },

    async clear() {},
  };
}

/** As many as one request takes, and at least one. */
function firstOf(events: readonly ProgressEvent[]): ProgressEvent[] {
  let size = 0;
  const end = events.findIndex((event, i) => (size += JSON.stringify(event).length + 1) > most && i > 0);
  return events.slice(0, end === -1 ? undefined : end);
}

function sentence(error: unknown, unsent: number): string {
  const why = error instanceof ServerError ? error.message : String(error);
  if (unsent === 0) return why;
  const what = unsent === 1 ? "1 event is" : `${unsent} events are`;
  return `${what} kept in this browser and will be sent later. ${why}`;
}
