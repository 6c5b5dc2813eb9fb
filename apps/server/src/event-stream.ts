import type { ServerResponse } from "node:http";
import { type Cursor, readCursor, writeCursor } from "./runs/cursor.ts";
import type { RunIndex } from "./runs/run-index.ts";

export interface StreamOptions {
  /** Undefined while there is no workspace. */
  index: () => RunIndex | undefined;
  /** Pause between two rounds; 200 ms unless told. A round sends two events a run at most: ten a second. */
  roundMs?: number;
  /** An event that keeps the connection and shows the page that it is one; 15 s unless told. */
  heartbeatMs?: number;
  /** A reader with so many bytes unread gets nothing until it has read on; 256 kB unless told. */
  slowBytes?: number;
  /** A reader that is so many points behind is told to fetch again instead; 50,000 unless told. */
  behind?: number;
}

interface Reader {
  response: ServerResponse;
  cursor: Cursor;
}

/** The text of a round, and the cursor behind it. */
interface Said {
  text: string;
  next: Cursor;
}

const pointsARound = 5000;

/**
 * Server-sent events, one stream a page. Each reader has a cursor into the index and is sent what lies behind it, so
 * nothing is kept for a slow one: it goes on where it was, or is told to fetch again.
 */
export class EventStream {
  readonly #index: () => RunIndex | undefined;
  readonly #slowBytes: number;
  readonly #mostBehind: number;
  readonly #readers = new Set<Reader>();
  readonly #timers: NodeJS.Timeout[];
  #isChanged = false;
  #isBusy = false;

  constructor(options: StreamOptions) {
    this.#index = options.index;
    this.#slowBytes = options.slowBytes ?? 256 * 1024;
    this.#mostBehind = options.behind ?? 50_000;
    this.#timers = [
      setInterval(() => void this.#round(), options.roundMs ?? 200).unref(),
      setInterval(() => this.#heartbeat(), options.heartbeatMs ?? 15_000).unref(),
    ];
  }

  get size(): number {
    return this.#readers.size;
  }

  /** Something in the index may have changed. */
  changed(): void {
    this.#isChanged = true;
  }

  /** `lastId` is what the reader saw last: a cursor of ours, or nothing. */
  async add(response: ServerResponse, lastId: unknown): Promise<void> {
    const now = await this.#now();
    const given = readCursor(lastId);
    const known = given?.epoch === now.epoch && given.row <= now.row && given.changed <= now.changed;
    const reader: Reader = { response, cursor: known ? given : now };
    response.write(
      `retry: 1000\n\n${format("hello", { cursor: writeCursor(reader.cursor) }, reader.cursor)}`,
    );
    if (given && !known) response.write(format("resync", {}, now));
    this.#readers.add(reader);
    response.once("close", () => this.#readers.delete(reader));
    this.#isChanged = true;
  }

  /** To all, now. Events without a cursor are not sent again: a page fetches anew when its stream opens. */
  broadcast(name: string, data: unknown): void {
    for (const { response } of this.#readers)
      if (response.writableLength < this.#slowBytes) response.write(format(name, data));
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const { response } of this.#readers) response.end();
    this.#readers.clear();
  }

  /** Without a workspace there is a place too: the epoch of the index that comes is another. */
  async #now(): Promise<Cursor> {
    return (await this.#index()?.cursor()) ?? { epoch: "000000000000", row: 0, changed: 0 };
  }

  async #round(): Promise<void> {
    if (this.#isBusy || !this.#isChanged || this.#readers.size === 0) return;
    this.#isBusy = true;
    this.#isChanged = false;
    try {
      const now = await this.#now();
      const said = new Map<string, Said>();
      for (const reader of this.#readers) await this.#send(reader, now, said);
    } catch {
      this.#isChanged = true; // The index is being made anew; the next round has it.
    } finally {
      this.#isBusy = false;
    }
  }

  async #send(reader: Reader, now: Cursor, said: Map<string, Said>): Promise<void> {
    const { response, cursor } = reader;
    if (response.writableLength >= this.#slowBytes) {
      this.#isChanged = true;
      return;
    }
    if (cursor.epoch !== now.epoch || (await this.#isFarBehind(cursor, now))) {
      reader.cursor = now;
      response.write(format("resync", {}, now));
      return;
    }
    // Readers that have seen the same get the same text.
    const place = writeCursor(cursor);
    const news = said.get(place) ?? (await this.#behind(cursor));
    if (news === undefined) return;
    said.set(place, news);
    response.write(news.text);
    reader.cursor = news.next;
    if (news.next.row < now.row) this.#isChanged = true;
  }

  /** By points: their numbers have gaps, since reading a run again after a restart uses some up. */
  async #isFarBehind(cursor: Cursor, now: Cursor): Promise<boolean> {
    if (now.row - cursor.row <= this.#mostBehind) return false;
    const count = await this.#index()?.countBehind(cursor.row, this.#mostBehind + 1);
    return (count ?? 0) > this.#mostBehind;
  }

  /** What lies behind a cursor, as it is sent. */
  async #behind(cursor: Cursor): Promise<Said | undefined> {
    const changes = await this.#index()?.changes(cursor, pointsARound);
    if (changes === undefined) return undefined;
    const { rows, metrics, cursor: next } = changes;
    // Whoever reconnects in the middle of a round gets it again from its start: only its last event carries the cursor.
    const parts = [
      ...rows.map((row) => ["run", row] as const),
      ...metrics.map((change) => ["metrics", { ...change, cursor: writeCursor(next) }] as const),
    ];
    const events = parts.map(([name, data], i) =>
      format(name, data, i === parts.length - 1 ? next : undefined),
    );
    return { text: events.join(""), next };
  }

  #heartbeat(): void {
    for (const { response } of this.#readers)
      if (response.writableLength < this.#slowBytes) response.write(format("here", {}));
  }
}

function format(name: string, data: unknown, cursor?: Cursor): string {
  const id = cursor ? `id: ${writeCursor(cursor)}\n` : "";
  return `${id}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
