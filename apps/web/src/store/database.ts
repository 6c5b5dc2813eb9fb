import type { AsideLine, ProgressEvent } from "@blankfile/curriculum";
import { type DBSchema, unwrap } from "idb";
import { lazyDatabase } from "./lazy-database.ts";

interface ProgressDatabase extends DBSchema {
  /** Without a server: every event there is, but for those that are packed. */
  events: { key: string; value: ProgressEvent };
  /** Lists of events as JSON: 20 records are read in a moment, 100,000 take seconds. */
  packed: { key: number; value: string };
  /** With a server: events that the workspace has not acknowledged yet. */
  outbox: { key: string; value: ProgressEvent };
  /** Lines of imported files that were no events. */
  aside: { key: number; value: AsideLine };
  facts: { key: string; value: number };
}

type EventStore = "events" | "outbox";

const database = lazyDatabase<ProgressDatabase>(
  "blankfile-progress",
  (db, oldVersion) => {
    if (oldVersion < 1) {
      db.createObjectStore("events", { keyPath: "id" });
      db.createObjectStore("outbox", { keyPath: "id" });
      db.createObjectStore("aside", { autoIncrement: true });
      db.createObjectStore("facts");
    }
    if (oldVersion < 2) db.createObjectStore("packed", { autoIncrement: true });
  },
  2,
);

/** More events than this that lie one by one are packed. */
const packFrom = 1000;

/** Every event of a browser without a server. An id may stand in it twice. */
export async function allEvents(): Promise<ProgressEvent[]> {
  const transaction = (await database()).transaction(["events", "packed"]);
  const [single, packed] = await Promise.all([
    transaction.objectStore("events").getAll(),
    transaction.objectStore("packed").getAll(),
  ]);
  return [...packed.flatMap((text) => JSON.parse(text) as ProgressEvent[]), ...single];
}

/** Packs events that lie one by one, if they are many; all of it happens or none. */
export async function packEvents(): Promise<void> {
  const transaction = (await database()).transaction(["events", "packed"], "readwrite");
  const events = transaction.objectStore("events");
  if ((await events.count()) >= packFrom) {
    void transaction.objectStore("packed").add(JSON.stringify(await events.getAll()));
    void events.clear();
  }
  await transaction.done;
}

/** Stores events of a browser without a server: all of them, or none and it rejects. Many are packed at once. */
export async function storeProgress(events: readonly ProgressEvent[]): Promise<void> {
  if (events.length < packFrom) return storeEvents("events", events);
  const transaction = (await database()).transaction("packed", "readwrite", { durability: "strict" });
  await Promise.all([transaction.store.add(JSON.stringify(events)), transaction.done]);
}

export async function clearProgress(): Promise<void> {
  const transaction = (await database()).transaction(["events", "packed"], "readwrite");
  await Promise.all([
    transaction.objectStore("events").clear(),
    transaction.objectStore("packed").clear(),
    transaction.done,
  ]);
}

export async function storedEvents(store: EventStore): Promise<ProgressEvent[]> {
  return (await database()).getAll(store);
}

/** One transaction: all are stored, or none and it rejects. */
export async function storeEvents(store: EventStore, events: readonly ProgressEvent[]): Promise<void> {
  const transaction = (await database()).transaction(store, "readwrite", { durability: "strict" });
  const { done } = transaction;
  done.catch(() => {});
  // The bare store: a promise for each of 100,000 events would cost more than storing them.
  const bare = unwrap(transaction.store);
  try {
    for (const event of events) bare.put(event);
  } catch (error) {
    transaction.abort();
    throw error;
  }
  await done;
}

export async function removeEvents(store: EventStore, ids: readonly string[]): Promise<void> {
  const transaction = (await database()).transaction(store, "readwrite");
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
}

export async function asideLines(): Promise<AsideLine[]> {
  return (await database()).getAll("aside");
}

/** Each text once, also where two tabs import the same file at once. */
export async function setAside(lines: readonly AsideLine[]): Promise<void> {
  const transaction = (await database()).transaction("aside", "readwrite");
  const known = new Set((await transaction.store.getAll()).map(({ text }) => text));
  const fresh = lines.filter(({ text }) => !known.has(text) && known.add(text));
  await Promise.all([...fresh.map((line) => transaction.store.add(line)), transaction.done]);
}

export async function removeAside(texts: ReadonlySet<string>): Promise<void> {
  const transaction = (await database()).transaction("aside", "readwrite");
  for await (const cursor of transaction.store) if (texts.has(cursor.value.text)) void cursor.delete();
  await transaction.done;
}

export async function clearAside(): Promise<void> {
  await (await database()).clear("aside");
}

export async function fact(name: string): Promise<number | undefined> {
  return (await database()).get("facts", name);
}

export async function setFact(name: string, value: number): Promise<void> {
  await (await database()).put("facts", value, name);
}
