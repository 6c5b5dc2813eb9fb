import type { RunRow } from "@blankfile/tracking";
import { useEffect, useState } from "preact/hooks";
import { server, serverHere } from "../../server/client.ts";
import { browserRows } from "../browser-runs.ts";
import { watchRows } from "../run-source.ts";
import { mergeRows, newestFirst, type RowList } from "./lines/row-list.ts";

/** What a screen shows at once; the rest comes with a second request. */
const firstPage = 200;

export interface Loaded extends RowList {
  /** Runs there are: more than rows until all have come. */
  total: number;
}

/**
 * All runs of the workspace and of this browser, newest first, and what changes of them while the page is open: once a frame, however
 * many events come. `loaded` is undefined until the first of them are there.
 */
export function useRows(): { loaded: Loaded | undefined; problem: string | undefined } {
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const load = new Loading(setLoaded, (error) => setProblem(error?.message));
    load.start();
    const end = watchRows(
      (row) => load.changed(row),
      () => load.start(),
    );
    return () => {
      end();
      load.end();
    };
  }, []);
  return { loaded, problem };
}

type Update = (change: (known: Loaded | undefined) => Loaded | undefined) => void;

class Loading {
  readonly #update: Update;
  readonly #tell: (error: Error | undefined) => void;
  /** Rows that came by event: those since the last frame, and those while a request is under way, whose answer may be older. */
  readonly #waiting = new Map<string, RunRow>();
  readonly #meanwhile = new Map<string, RunRow>();
  #frame: number | undefined;
  /** Which request counts: the stream may open again while one is under way. */
  #round = 0;

  constructor(update: Update, tell: (error: Error | undefined) => void) {
    this.#update = update;
    this.#tell = tell;
  }

  start(): void {
    const round = ++this.#round;
    this.#meanwhile.clear();
    void this.#fetch(round).then(
      () => this.#tell(undefined),
      (error: Error) => {
        if (round === this.#round) this.#tell(error);
      },
    );
  }

  changed(row: RunRow): void {
    this.#waiting.set(row.id, row);
    this.#meanwhile.set(row.id, row);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const came = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#update((known) => {
        if (known === undefined) return known;
        const list = mergeRows(known.rows, came);
        return { ...list, total: known.total + list.rows.length - known.rows.length };
      });
    });
  }

  end(): void {
    this.#round++;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  async #fetch(round: number): Promise<void> {
    const here = browserRows().catch(() => []);
    if (!serverHere()) {
      const rows = await here;
      this.#show(round, rows, rows.length);
      return;
    }
    const page = await server.runs(firstPage);
    const rows = union(page.runs, await here);
    const total = page.total + rows.length - page.runs.length;
    const isWhole = page.runs.length >= page.total;
    // A list that is fetched again is not cut short meanwhile.
    this.#update((known) =>
      isWhole || known === undefined ? (this.#latest(round, rows, total) ?? known) : known,
    );
    if (isWhole) return;
    const older = await server.runs(1_000_000, page.runs.at(-1)!.id);
    const all = union([...page.runs, ...older.runs], await here);
    this.#show(round, all, all.length);
  }

  #show(round: number, rows: RunRow[], total: number): void {
    this.#update((known) => this.#latest(round, rows, total) ?? known);
  }

  #latest(round: number, rows: RunRow[], total: number): Loaded | undefined {
    if (round !== this.#round) return undefined;
    const list = mergeRows(rows.toSorted(newestFirst), this.#meanwhile.values());
    return { rows: list.rows, total: Math.max(total, list.rows.length) };
  }
}

/** Runs of the workspace, and those of this browser that it does not have. */
function union(there: readonly RunRow[], here: readonly RunRow[]): RunRow[] {
  const known = new Set(there.map(({ id }) => id));
  return [...there, ...here.filter(({ id }) => !known.has(id))];
}
