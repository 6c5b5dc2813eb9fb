import type { AsideLine, ProgressEvent } from "@blankfile/curriculum";
import { type DBSchema, unwrap } from "idb";
import { lazyDatabase } from "./lazy-database.ts";

interface ProgressDatabase extends DBSchema {
  /** Without a server: every event there is. */
  events: { key: string; value: ProgressEvent };
  /** With a server: events that the workspace has not acknowledged yet. */
  outbox: { key: string; value: ProgressEvent };
  /** Lines of imported files that were no events. */
  aside: { key: number; value: AsideLine };
  facts: { key: string; value: number };
}

type EventStore = "events" | "outbox";

const database = lazyDatabase<ProgressDatabase>("blankfile-progress", (db) => {
  db.createObjectStore("events", { keyPath: "id" });
  db.createObjectStore("outbox", { keyPath: "id" });
  db.createObjectStore("aside", { autoIncrement: true });
  db.createObjectStore("facts");
});

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

export async function clearEvents(store: EventStore): Promise<void> {
  await (await database()).clear(store);
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
