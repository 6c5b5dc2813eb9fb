import { useEffect, useState } from "preact/hooks";
import { watchRows } from "../run-source.ts";

/** Between two requests while runs change, milliseconds. */
const pause = 1000;

/** What `ask` answers, asked again when a run changes that `concerns`, and when the stream of events was away. */
export function useSweep<T>(
  ask: () => Promise<T>,
  concerns: (sweep: string) => boolean,
): { answer: T | undefined; problem: string | undefined } {
  const [answer, setAnswer] = useState<T>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchNow = async () => {
      try {
        const now = await ask();
        if (gone) return;
        setAnswer(now);
        setProblem(undefined);
      } catch (error) {
        if (!gone) setProblem((error as Error).message);
      }
    };
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void fetchNow();
      }, pause);
    };
    void fetchNow();
    const end = watchRows((row) => {
      if (row.sweep !== undefined && concerns(row.sweep)) later();
    }, later);
    return () => {
      gone = true;
      clearTimeout(timer);
      end();
    };
  }, []);
  return { answer, problem };
}
