import { useEffect, useRef, useState } from "preact/hooks";
import { caughtUp, type OpenRun, openRun, watchRun, withChange } from "../run-source.ts";

/** Runs that are asked for at once. */
const atOnce = 6;
/** Between two pictures, milliseconds: forty runs that train tell of themselves four hundred times a second. */
const pause = 400;

export interface OpenRuns {
  runs: ReadonlyMap<string, OpenRun>;
  /** How many are still to come. */
  waiting: number;
  problems: string[];
}

/** The runs of these ids with their points, live; those that are no longer asked for are kept for when they are again. */
export function useOpenRuns(ids: readonly string[]): OpenRuns {
  const known = useRef(new Map<string, OpenRun>());
  const failed = useRef(new Map<string, string>());
  const [shown, setShown] = useState<ReadonlyMap<string, OpenRun>>(new Map());
  const wanted = ids.join(" ");

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!gone) setShown(new Map(known.current));
      }, pause);
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
        } else failed.current.set(id, `There is no run ${id} any more.`);
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
    const ends = ids.map((id) =>
      watchRun(id, {
        // One that could not be read may be there by now.
        row: (row) => (failed.current.has(id) ? void load(id) : change(id, (run) => ({ ...run, row }))),
        change: (made) => change(id, (run) => withChange(run, made)),
        refetch: () => void load(id),
      }),
    );
    show();
    return () => {
      gone = true;
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [wanted]);

  const waiting = ids.filter((id) => !shown.has(id) && !failed.current.has(id)).length;
  const problems = [...new Set(ids.flatMap((id) => failed.current.get(id) ?? []))];
  return { runs: shown, waiting, problems };
}
