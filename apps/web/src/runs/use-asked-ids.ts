import { useEffect, useState } from "preact/hooks";
import { allRows, watchRows } from "./run-source.ts";

/** What the address asks for. */
export interface Asked {
  id?: string;
  group?: string;
}

/** The run that is asked for, or all of a group, also those that begin later. `ids` is undefined until they are known. */
export function useAskedIds(asked: Asked): { ids: readonly string[] | undefined; problem?: string } {
  const [ids, setIds] = useState<readonly string[]>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (asked.group === undefined) {
      setIds(asked.id === undefined ? [] : [asked.id]);
      return;
    }
    const find = () =>
      allRows().then(
        (rows) => setIds(rows.filter((row) => row.group === asked.group).map((row) => row.id)),
        (error: Error) => setProblem(error.message),
      );
    void find();
    return watchRows(
      (row) => {
        if (row.group === asked.group)
          setIds((known = []) => (known.includes(row.id) ? known : [...known, row.id]));
      },
      () => void find(),
    );
  }, []);
  return { ids, ...(problem !== undefined && { problem }) };
}
