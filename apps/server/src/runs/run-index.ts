import { setImmediate as turn } from "node:timers/promises";
import type { MetricPoint, RunDetails, RunRow } from "@blankfile/tracking";
import { listRunIds, RunFolder } from "@blankfile/tracking/node";
import type { Change, Cut } from "./changes.ts";
import { isWhole } from "./check-index.ts";
import type { Cursor } from "./cursor.ts";
import { fingerprint } from "./fingerprint.ts";
import {
  type IndexFile,
  isDamage,
  isRefusal,
  type OpenIndexOptions,
  openIndex,
  type Tables,
} from "./index-file.ts";
import { storeChanges, storeRow } from "./store-run.ts";
import { thinnedPoints } from "./thinned-points.ts";

/** Bytes of a long file that are read before others get a turn, and points likewise. */
const piece = 1024 * 1024;
const pagePoints = 50_000;

interface Known {
  fingerprint: string;
  /** Says that it runs: whether it still does must be asked again. */
  isOpen: boolean;
  /** Kept only while the run is open: its points are in memory. */
  folder?: RunFolder;
}

/**
 * Brings what the run folders say into the index and answers from there. Several servers may do so on one index: each
 * reads the files inside a transaction, so it sees at least what the one before it saw, and writes the same.
 */
export class RunIndex {
  readonly #workspace: string;
  readonly #clock: () => number;
  #index: IndexFile;
  #known = new Map<string, Known>();

  constructor(workspace: string, clock: () => number, options: OpenIndexOptions = {}) {
    this.#workspace = workspace;
    this.#clock = clock;
    this.#index = openIndex(workspace, options);
    this.#loadKnown();
  }

  /** Looks through what was too big to be looked through when it was opened; true where it was damaged and begins anew. */
  async check(): Promise<boolean> {
    const { file, isUnchecked, epoch } = this.#index;
    if (file === undefined || !isUnchecked || (await isWhole(file))) return false;
    if (this.epoch !== epoch || !this.#index.database.isOpen) return false; // It is another one by now, or closed.
    this.#reopen({ anew: true });
    return true;
  }

  get epoch(): string {
    return this.#index.epoch;
  }

  /** "file", or "memory" where the workspace cannot be written. */
  get place(): "file" | "memory" {
    return this.#index.file === undefined ? "memory" : "file";
  }

  /** Runs that may change any moment. */
  openRuns(): string[] {
    return [...this.#known].filter(([, { isOpen }]) => isOpen).map(([id]) => id);
  }

  /** The attempt that an open run is in, 0 where it has none yet. */
  lastAttempt(id: string): number {
    return this.#known.get(id)?.folder?.fold.claim?.attempt ?? 0;
  }

  /** Which runs must be read, and which are gone, compared with what the index has. */
  differences(): { changed: string[]; gone: string[] } {
    if (this.#index.isReplaced()) this.#reopen({});
    const ids = new Set(listRunIds(this.#workspace));
    const changed = [...ids].filter((id) => this.#mustRead(id));
    return { changed, gone: [...this.#known.keys()].filter((id) => !ids.has(id)) };
  }

  #mustRead(id: string): boolean {
    const known = this.#known.get(id);
    const found = fingerprint(this.#workspace, id, this.#clock());
    if (found === undefined) return false;
    return known === undefined || known.isOpen || known.fingerprint !== found;
  }

  /** Reads what is new of one run. True where more is left to read: long files come in pieces, so that others get a turn. */
  sync(id: string): boolean {
    try {
      return this.#guarded(() => this.#index.transaction(() => this.#syncInside(id)));
    } catch (error) {
      // What was read did not get into the index: it is read again from the start.
      delete this.#known.get(id)?.folder;
      throw error;
    }
  }

  #syncInside(id: string): boolean {
    const known = this.#known.get(id) ?? { fingerprint: "", isOpen: true };
    const found = fingerprint(this.#workspace, id, this.#clock()) ?? "";
    const isFirst = known.folder === undefined;
    const folder = (known.folder ??= new RunFolder(this.#workspace, id));
    const { more, restarted } = folder.readNew(piece);
    this.#known.set(id, known);
    if (isFirst || restarted) known.fingerprint = "";
    storeChanges(this.#index, id, folder.fold.takeChanges());
    if (more) return true;
    const result = folder.result(this.#clock());
    storeRow(this.#index, found, result, known.fingerprint === "");
    known.fingerprint = found;
    known.isOpen = result.state === "running" || result.state === "created";
    if (!known.isOpen) delete known.folder;
    return false;
  }

  /** Forgets a run whose folder is gone. */
  remove(id: string): void {
    this.#known.delete(id);
    this.#guarded(() =>
      this.#index.transaction(() => {
        this.#index.database.prepare("delete from points where run = ?").run(this.#index.numberOf(id));
        this.#index.database.prepare("delete from runs where id = ?").run(id);
      }),
    );
  }

  /** Newest first; touches no points. */
  async rows(limit: number): Promise<{ runs: RunRow[]; total: number }> {
    const { runs, total } = await this.rowTexts(limit);
    return { runs: runs.map((row) => JSON.parse(row) as RunRow), total };
  }

  /** The same as JSON, a text a row; those before a run where one is named. `total` is of all. */
  async rowTexts(limit: number, before?: string): Promise<{ runs: string[]; total: number }> {
    const { queries } = this.#index;
    const all = queries.selectFrom("runs").select("row").orderBy("id", "desc").limit(limit);
    const found = await (before === undefined ? all : all.where("id", "<", before)).execute();
    const { total } = await queries
      .selectFrom("runs")
      .select((select) => select.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    return { runs: found.map(({ row }) => row), total };
  }

  async run(id: string): Promise<{ row: RunRow; details: RunDetails } | undefined> {
    const found = await this.#index.queries
      .selectFrom("runs")
      .select(["row", "details"])
      .where("id", "=", id)
      .executeTakeFirst();
    return (
      found && { row: JSON.parse(found.row) as RunRow, details: JSON.parse(found.details) as RunDetails }
    );
  }

  /** Runs whose events name this SHA-256 somewhere, newest first. */
  async runsNaming(hash: string): Promise<{ id: string; details: RunDetails }[]> {
    const found = await this.#index.queries
      .selectFrom("runs")
      .select(["id", "details"])
      .where("details", "like", `%${hash}%`)
      .orderBy("id", "desc")
      .execute();
    return found.map(({ id, details }) => ({ id, details: JSON.parse(details) as RunDetails }));
  }

  /** The row of a run and the points of one of its metrics, by step. */
  async series(id: string, key: string): Promise<{ row: RunRow; points: SeriesPoint[] } | undefined> {
    const { queries } = this.#index;
    const found = await queries.selectFrom("runs").select("row").where("id", "=", id).executeTakeFirst();
    if (!found) return undefined;
    const points = await queries
      .selectFrom("points")
      .select(["step", "value"])
      .where("run", "=", await this.#numberOf(id))
      .where("key", "=", await this.#numberOf(key))
      .orderBy("step")
      .execute();
    return { row: JSON.parse(found.row) as RunRow, points: points as SeriesPoint[] };
  }

  /** Where the index stands now. */
  async cursor(): Promise<Cursor> {
    const { queries } = this.#index;
    const about = await queries.selectFrom("about").select("changes").executeTakeFirstOrThrow();
    const last = await queries
      .selectFrom("points")
      .select((select) => select.fn.max("row").as("row"))
      .executeTakeFirst();
    return { epoch: this.#index.epoch, row: Number(last?.row ?? 0), changed: about.changes };
  }

  /** How many points stand behind a row, counted up to `most`. */
  async countBehind(row: number, most: number): Promise<number> {
    const { count } = await this.#index.queries
      .selectFrom((select) =>
        select.selectFrom("points").select("row").where("row", ">", row).limit(most).as("behind"),
      )
      .select((select) => select.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Points of one run by metric and step, at most `max` of each metric with their peaks, 0 for all; of how many. */
  thinned(id: string, max: number): Promise<{ points: MetricPoint[]; total: number }> {
    return thinnedPoints(() => this.#index.database, id, max);
  }

  /** Points of one run behind a row, in the order in which they came; and the cuts among them. */
  async points(id: string, after: number): Promise<{ points: MetricPoint[]; cuts: Cut[]; total: number }> {
    const found: Change = { run: id, points: [], cuts: [] };
    const run = await this.#numberOf(id);
    for (let last = after; ; await turn()) {
      const rows = await this.#namedPoints()
        .where("points.run", "=", run)
        .where("points.row", ">", last)
        .limit(pagePoints)
        .execute();
      for (const row of rows) addTo(found, row);
      if (rows.length < pagePoints) break;
      last = rows.at(-1)!.row;
    }
    const { total } = await this.#index.queries
      .selectFrom("points")
      .select((select) => select.fn.countAll<number>().as("total"))
      .where("run", "=", run)
      .where("key", "!=", 0)
      .executeTakeFirstOrThrow();
    return { points: found.points, cuts: found.cuts, total };
  }

  /** What changed behind a cursor: rows of runs, and at most `limit` points; with the cursor behind them. */
  async changes(
    after: Cursor,
    limit: number,
  ): Promise<{ rows: RunRow[]; metrics: Change[]; cursor: Cursor }> {
    const { queries } = this.#index;
    const rows = await queries
      .selectFrom("runs")
      .select(["row", "changed"])
      .where("changed", ">", after.changed)
      .orderBy("changed")
      .execute();
    const points = await this.#namedPoints().where("points.row", ">", after.row).limit(limit).execute();
    return {
      rows: rows.map(({ row }) => JSON.parse(row) as RunRow),
      metrics: byRun(points),
      cursor: {
        epoch: this.#index.epoch,
        row: points.at(-1)?.row ?? after.row,
        changed: rows.at(-1)?.changed ?? after.changed,
      },
    };
  }

  #namedPoints() {
    return this.#index.queries
      .selectFrom("points")
      .innerJoin("names as runs", "runs.number", "points.run")
      .innerJoin("names as keys", "keys.number", "points.key")
      .select(["points.row", "runs.name as run", "keys.name as key"])
      .select(["points.step", "points.value", "points.at", "points.attempt"])
      .orderBy("points.row");
  }

  /** Of a run's id or a metric's name; −1 for one that has no points. */
  async #numberOf(name: string): Promise<number> {
    const found = await this.#index.queries
      .selectFrom("names")
      .select("number")
      .where("name", "=", name)
      .executeTakeFirst();
    return found?.number ?? -1;
  }

  close(): void {
    this.#index.close();
  }

  /** A damaged index is made anew; where it can no longer be written, it goes on in memory. The folders have it all. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error) && !isRefusal(error)) throw error;
      this.#reopen({ inMemory: isRefusal(error) });
      return work();
    }
  }

  #reopen(options: OpenIndexOptions): void {
    this.#index.close();
    this.#index = openIndex(this.#workspace, options);
    this.#loadKnown();
  }

  #loadKnown(): void {
    this.#known = new Map();
    const stored = this.#index.database.prepare("select id, fingerprint, row from runs").all();
    for (const { id, fingerprint, row } of stored) {
      const { state } = JSON.parse(String(row)) as RunRow;
      this.#known.set(String(id), {
        fingerprint: String(fingerprint),
        isOpen: state === "running" || state === "created",
      });
    }
  }
}

export type SeriesPoint = Pick<MetricPoint, "step" | "value">;
type StoredPoint = Omit<Tables["points"], "run" | "key"> & { run: string; key: string };

function byRun(rows: StoredPoint[]): Change[] {
  const changes = new Map<string, Change>();
  for (const row of rows) {
    let change = changes.get(row.run);
    if (!change) changes.set(row.run, (change = { run: row.run, points: [], cuts: [] }));
    addTo(change, row);
  }
  return [...changes.values()];
}

function addTo(change: Change, { key, step, value, at, attempt }: StoredPoint): void {
  if (key === "") change.cuts.push({ attempt, step });
  else change.points.push({ key, step, value: value as MetricPoint["value"], at, attempt });
}
