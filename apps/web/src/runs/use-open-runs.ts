import { useEffect, useRef, useState } from "preact/hooks";
import { caughtUp, detailsNow, type OpenRun, openRun, watchRun, withChange } from "./run-source.ts";

/** Runs that are asked for at once. */
const atOnce = 6;
/** Between two pictures, milliseconds: forty runs that train tell of themselves four hundred times a second. */
const pause = 400;
/** Details are asked for again at most this often while a run goes on. */
const detailsPause = 1500;

export interface OpenRuns {
  runs: ReadonlyMap<string, OpenRun>;
  /** How many are still to come. */
  waiting: number;
  /** Those that are neither in the workspace nor in this browser. */
  missing: string[];
  problems: string[];
}

/**
 * The runs of these ids with their points, live, with `details` also what they log beside numbers; those that are no longer asked for are
 * kept for when they are again.
 */
export function useOpenRuns(ids: readonly string[], { details = false } = {}): OpenRuns {
  const known = useRef(new Map<string, OpenRun>());
  /** Why one is not there; "" where there is none. */
  const failed = useRef(new Map<string, string>());
  const [shown, setShown] = useState<ReadonlyMap<string, OpenRun>>(new Map());
  const wanted = ids.join(" ");

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasWhole = false;
    const draw = () => {
      clearTimeout(timer);
      timer = undefined;
      if (!gone) setShown(new Map(known.current));
    };
    /** At once when the last of them has come; before and afterwards once a pause. */
    const show = () => {
      const isWhole = ids.every((id) => known.current.has(id) || failed.current.has(id));
      if (isWhole && !wasWhole) draw();
      else timer ??= setTimeout(draw, pause);
      wasWhole = isWhole;
    };
    const change = (id: string, mend: (run: OpenRun) => OpenRun) => {
      const run = known.current.get(id);
      if (run) known.current.set(id, mend(run));
      show();
    };
    const load = async (id: string) => {
      try {
        const run = await openRun(id);
        if (run) {
          known.current.set(id, run);
          failed.current.delete(id);
        } else failed.current.set(id, "");
        show();
        if (run) change(id, await caughtUp(run).then((now) => () => now));
      } catch (error) {
        failed.current.set(id, (error as Error).message);
        show();
      }
    };
    const queue = ids.filter((id) => !known.current.has(id));
    const work = async () => {
      for (let id = queue.shift(); id !== undefined && !gone; id = queue.shift()) await load(id);
    };
    for (let i = 0; i < atOnce; i++) void work();
    const later = new Later(detailsPause, (id) => {
      void detailsNow(id).then(
        (now) => change(id, (run) => ({ ...run, ...now })),
        () => {},
      );
    });
    const ends = ids.map((id) =>
      watchRun(id, {
        row: (row) => {
          // One that could not be read may be there by now.
          if (failed.current.has(id)) void load(id);
          else change(id, (run) => ({ ...run, row }));
          if (details) later.ask(id);
        },
        change: (made) => change(id, (run) => withChange(run, made)),
        refetch: () => void load(id),
      }),
    );
    show();
    return () => {
      gone = true;
      clearTimeout(timer);
      later.end();
      for (const end of ends) end();
    };
  }, [wanted]);

  const waiting = ids.filter((id) => !shown.has(id) && !failed.current.has(id)).length;
  const missing = ids.filter((id) => failed.current.get(id) === "");
  const problems = [...new Set(ids.flatMap((id) => failed.current.get(id) || []))];
  return { runs: shown, waiting, missing, problems };
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
