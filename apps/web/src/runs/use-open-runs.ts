import { useEffect, useState } from "preact/hooks";
import {
  allRows,
  caughtUp,
  detailsNow,
  type OpenRun,
  openRun,
  watchRows,
  watchRun,
  withChange,
} from "./run-source.ts";

/** What the address asks for. */
export interface Asked {
  id?: string;
  group?: string;
}

/** Details are asked for again at most this often while a run goes on. */
const detailsMs = 1500;

/** The run that is asked for, or all of a group, also those that begin later; live while they run. */
export function useOpenRuns(asked: Asked): { runs: OpenRun[]; looked: boolean; problem?: string } {
  const [runs, setRuns] = useState<ReadonlyMap<string, OpenRun>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [looked, setLooked] = useState(false);
  const [ids, setIds] = useState<string[]>([]);

  useEffect(() => {
    if (asked.id !== undefined) {
      setIds([asked.id]);
      return;
    }
    if (asked.group === undefined) {
      setLooked(true);
      return;
    }
    const find = () =>
      allRows().then(
        (rows) => {
          const members = rows.filter((row) => row.group === asked.group).map((row) => row.id);
          setIds(members);
          if (members.length === 0) setLooked(true);
        },
        (error: Error) => {
          setProblem(error.message);
          setLooked(true);
        },
      );
    void find();
    return watchRows(
      (row) => {
        if (row.group === asked.group)
          setIds((known) => (known.includes(row.id) ? known : [...known, row.id]));
      },
      () => void find(),
    );
  }, []);

  useEffect(() => {
    const change = (id: string, mend: (run: OpenRun) => OpenRun) =>
      setRuns((known) => {
        const run = known.get(id);
        return run === undefined ? known : new Map(known).set(id, mend(run));
      });
    const load = (id: string) =>
      openRun(id).then(
        (run) => {
          if (run) {
            setRuns((known) => new Map(known).set(id, run));
            void caughtUp(run).then(
              (now) => change(id, () => now),
              () => {},
            );
          }
          setLooked(true);
        },
        (error: Error) => {
          setProblem(error.message);
          setLooked(true);
        },
      );
    const details = new Later(detailsMs, (id) => {
      void detailsNow(id).then(
        (now) => change(id, (run) => ({ ...run, ...now })),
        () => {},
      );
    });
    for (const id of ids) if (!runs.has(id)) void load(id);
    const ends = ids.map((id) =>
      watchRun(id, {
        row: (row) => {
          change(id, (run) => ({ ...run, row }));
          details.ask(id);
        },
        change: (made) => change(id, (run) => withChange(run, made)),
        refetch: () => void load(id),
      }),
    );
    return () => {
      details.end();
      for (const end of ends) end();
    };
  }, [ids.join(" ")]);

  const open = [...runs.values()].sort((a, b) => (a.row.seed ?? 0) - (b.row.seed ?? 0));
  return { runs: open, looked, ...(problem !== undefined && { problem }) };
}

/** Does what was asked for once a while, however often it is asked, and once more after the last time. */
class Later {
  readonly #ms: number;
  readonly #work: (id: string) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(ms: number, work: (id: string) => void) {
    this.#ms = ms;
    this.#work = work;
  }

  ask(id: string): void {
    if (this.#timers.has(id)) return;
    this.#timers.set(
      id,
      setTimeout(() => {
        this.#timers.delete(id);
        this.#work(id);
      }, this.#ms),
    );
  }

  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
