import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import { passesCheck } from "./check-index.ts";

/** Counts up when a table or the meaning of a column changes: an index of another version is thrown away. */
const version = 5;

export interface Tables {
  /** One row: which life of the index this is, and how many times a row of `runs` has changed. */
  about: { epoch: string; changes: number };
  runs: {
    id: string;
    created_at: number;
    /** Sizes and times of the run's files when they were read. */
    fingerprint: string;
    /** RunRow as JSON. */
    row: string;
    /** What stands beside the points on the run's page, as JSON, and a word that changes with it. */
    details: string;
    details_version: string;
    /** `about.changes` when the row changed last. */
    changed: number;
  };
  /** Ids of runs and names of metrics by number: points are many, and a number is short. 0 is the empty name. */
  names: { number: number; name: string };
  /** A point; or, with key 0, a cut: attempt `attempt` began behind `step`. `row` only grows: it is the cursor. */
  points: {
    row: number;
    run: number;
    key: number;
    step: number;
    value: number | string | null;
    at: number;
    attempt: number;
  };
}

const schema = `
  create table about (epoch text not null, changes integer not null) strict;
  create table runs (
    id text primary key, created_at real not null, fingerprint text not null, row text not null,
    details text not null, details_version text not null, changed integer not null
  ) strict;
  create index runs_changed on runs (changed);
  create table names (number integer primary key, name text not null unique) strict;
  insert into names values (0, '');
  create table points (
    row integer primary key autoincrement, run integer not null, key integer not null, step integer not null,
    value any, at real not null, attempt integer not null
  ) strict;
  create unique index points_place on points (run, key, step);
  create index points_run on points (run);
`;

/**
 * The index of runs: SQLite in `<workspace>/.blankfile/index.sqlite`, or in memory where nothing can be written. It
 * holds nothing that the run folders do not hold: it may be deleted at any time.
 */
export class IndexFile {
  readonly database: DatabaseSync;
  readonly queries: Kysely<Tables>;
  readonly epoch: string;
  /** Undefined where the index is in memory. */
  readonly file: string | undefined;
  /** Its pages were not looked through when it was opened, since they are many. */
  readonly isUnchecked: boolean;
  readonly #inode: number | undefined;
  readonly #numbers = new Map<string, number>();

  constructor(database: DatabaseSync, file?: string, isUnchecked = false) {
    this.database = database;
    this.file = file;
    this.isUnchecked = isUnchecked;
    this.#inode = file === undefined ? undefined : statSync(file).ino;
    this.epoch = String(database.prepare("select epoch from about").get()!.epoch);
    this.queries = new Kysely({ dialect: new SqliteDialect({ database: forKysely(database) }) });
  }

  /** Reads and writes as one step that no other process comes between; everything in it is synchronous. */
  transaction<T>(body: () => T): T {
    this.database.exec("begin immediate");
    try {
      const result = body();
      this.database.exec("commit");
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec("rollback");
      this.#numbers.clear(); // A name that was new in it has no number again.
      throw error;
    }
  }

  /** The number of a run's id or a metric's name; a new name gets one. Only inside a transaction. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.database.prepare("insert or ignore into names (name) values (?)").run(name);
    const number = Number(this.database.prepare("select number from names where name = ?").get(name)!.number);
    this.#numbers.set(name, number);
    return number;
  }

  /** Somebody deleted the file or put another in its place. */
  isReplaced(): boolean {
    if (this.file === undefined) return false;
    return statSync(this.file, { throwIfNoEntry: false })?.ino !== this.#inode;
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}

export interface OpenIndexOptions {
  inMemory?: boolean;
  /** Throws away what is there. */
  anew?: boolean;
  /** A bigger file is opened without looking through its pages; 32 MB unless told. */
  checkedBytes?: number;
}

/** Opens the workspace's index; makes a new one where there is none, or none that can be used. */
export function openIndex(workspace: string, options: OpenIndexOptions = {}): IndexFile {
  const { inMemory = false, anew = false, checkedBytes = 32 * 1024 * 1024 } = options;
  const file = path.join(workspace, ".blankfile", "index.sqlite");
  if (!inMemory) {
    try {
      // Only this one folder: a workspace that was taken away must not come back by this.
      if (!existsSync(path.dirname(file))) mkdirSync(path.dirname(file));
      const there = anew ? undefined : openFile(file, checkedBytes);
      if (there) return there;
      for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(file + ending, { force: true });
      const made = openFile(file, checkedBytes);
      if (made) return made;
    } catch {
      // Read-only or full: the index is made in memory, and nobody misses the file.
    }
  }
  const database = new DatabaseSync(":memory:");
  prepare(database);
  return new IndexFile(database);
}

/** Undefined where the file is damaged or of another version. */
function openFile(file: string, checkedBytes: number): IndexFile | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5000 });
    database.exec("pragma journal_mode = wal; pragma synchronous = normal");
    prepare(database);
    const isUnchecked = statSync(file).size > checkedBytes;
    if (!isUnchecked && !passesCheck(database)) throw new OtherVersion();
    return new IndexFile(database, file, isUnchecked);
  } catch (error) {
    database?.close();
    if (error instanceof OtherVersion || isDamage(error)) return undefined;
    throw error;
  }
}

class OtherVersion extends Error {}

/** Makes the tables in an empty database; throws where there are others. */
function prepare(database: DatabaseSync): void {
  database.exec("begin immediate");
  const found = Number(database.prepare("pragma user_version").get()!.user_version);
  const isEmpty = database.prepare("select count(*) as n from sqlite_schema").get()!.n === 0;
  if (isEmpty) {
    database.exec(schema);
    database.prepare("insert into about values (?, 0)").run(randomBytes(6).toString("hex"));
    database.exec(`pragma user_version = ${version}`);
  } else if (found !== version) {
    throw new OtherVersion();
  }
  database.exec("commit");
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
export function isDamage(error: unknown): boolean {
  return [11, 26].includes(sqliteCode(error));
}

/** The index cannot be written or read where it is: SQLITE_READONLY, IOERR, FULL, CANTOPEN. */
export function isRefusal(error: unknown): boolean {
  return [8, 10, 13, 14].includes(sqliteCode(error));
}

/** The primary result code, 0 for errors that are not SQLite's. */
function sqliteCode(error: unknown): number {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === "number" ? code & 0xff : 0;
}

/** Kysely speaks to better-sqlite3; this is what it asks of it, by node:sqlite. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as never[])),
        run: (parameters) => statement.run(...(parameters as never[])),
        iterate: (parameters) => statement.iterate(...(parameters as never[])) as IterableIterator<unknown>,
      };
    },
  };
}
