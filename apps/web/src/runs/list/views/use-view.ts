import { useCallback, useEffect, useState } from "preact/hooks";
import type { Column } from "../columns/column.ts";
import { readView, type View, viewQuery } from "./view.ts";

const columnsKey = "blankfile-runs-columns";
/** Browsers let a page change its address a hundred times in half a minute. */
const pause = 300;

export interface ViewControl {
  view: View;
  /** Shows another view; the address follows. */
  set: (view: View) => void;
  /** Shows another view as a page of its own in the browser's history. */
  open: (query: string) => void;
}

/** The view that the address names; columns that were chosen last, where it names nothing. */
export function useView(): ViewControl {
  const [view, setView] = useState<View>(startView);

  useEffect(() => {
    const timer = setTimeout(() => {
      const address = addressOf(viewQuery(view));
      if (address !== location.pathname + location.search + location.hash)
        history.replaceState(history.state, "", address);
    }, pause);
    return () => clearTimeout(timer);
  }, [view]);

  useEffect(() => {
    const follow = () => setView(readView(location.search));
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);

  const set = useCallback((next: View) => {
    setView((before) => {
      // Those of somebody's link are not the reader's own choice.
      if (next.columns !== before.columns) remember(next.columns);
      return next;
    });
  }, []);
  const open = useCallback((query: string) => {
    history.pushState(null, "", addressOf(query));
    setView(readView(query));
  }, []);
  return { view, set, open };
}

function addressOf(query: string): string {
  return location.pathname + (query === "" ? "" : `?${query}`) + location.hash;
}

function startView(): View {
  const view = readView(location.search);
  if (location.search !== "") return view;
  const columns = remembered();
  return { ...view, ...(columns && { columns }) };
}

function remembered(): readonly Column[] | undefined {
  try {
    const query = localStorage.getItem(columnsKey);
    return query === null ? undefined : readView(query).columns;
  } catch {
    return undefined;
  }
}

function remember(columns: readonly Column[] | undefined): void {
  try {
    if (columns === undefined) localStorage.removeItem(columnsKey);
    else localStorage.setItem(columnsKey, viewQuery({ by: "launch", where: "", columns }));
  } catch {
    // Storage denied: the address has them.
  }
}
