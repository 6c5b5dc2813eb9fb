import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { Catalog } from "./columns/catalog.ts";
import type { Column } from "./columns/column.ts";
import { CompareBar } from "./compare-bar.tsx";
import { parseFilter } from "./filter.ts";
import { type Arranged, arrange, type Line, type Wish } from "./lines/arrange.ts";
import { rearrange } from "./lines/rearrange.ts";
import "./list.css";
import { useShownColumns } from "./columns/shown-columns.ts";
import { StateChips } from "./filter/state-chips.tsx";
import type { RunGroup } from "./lines/run-groups.ts";
import { choose, type Selection } from "./lines/selection.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { RunsTable, rowsOf } from "./table/runs-table.tsx";
import { nextSort } from "./table/table-head.tsx";
import type { Loaded } from "./use-rows.ts";
import { useView } from "./views/use-view.ts";

/** So few runs are shown with their groups open. */
const fewRuns = 40;

/** All runs as a table: filtered, grouped, sorted, with the columns that were chosen. */
export function RunsList({ loaded }: { loaded: Loaded }) {
  const control = useView();
  const { view, set } = control;
  const [selection, setSelection] = useState<Selection>(new Set());
  const catalog = useCatalog(loaded);
  const filter = useMemo(() => parseFilter(view.where), [view.where]);
  const shown = useShownColumns(view.columns, catalog);
  const [opensAll] = useState(loaded.total <= fewRuns);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());

  const wish = useMemo<Wish>(
    () => ({
      by: view.by,
      sort: view.sort,
      matches: filter.matches,
      isOpen: (group) => opensAll !== turned.has(group.key),
    }),
    [view.by, view.sort, filter, opensAll, turned],
  );
  const arranged = useArranged(loaded, wish);

  const onOpen = useCallback((group: RunGroup) => {
    setTurned((known) => {
      const next = new Set(known);
      if (!next.delete(group.key)) next.add(group.key);
      return next;
    });
  }, []);
  const onChoose = (lines: readonly Line[], isChosen: boolean) =>
    setSelection(choose(selection, lines.flatMap(rowsOf), isChosen));
  const onSort = (column: Column) => {
    const { sort: _, ...rest } = view;
    const sort = nextSort(column, view.sort, catalog);
    set({ ...rest, ...(sort && { sort }) });
  };

  return (
    <section class="all-runs" aria-label="Runs so far">
      <ListToolbar
        control={control}
        filter={filter}
        catalog={catalog}
        columns={shown.map(({ column }) => column)}
      />
      <div class="row choices">
        <StateChips rows={loaded.rows} where={view.where} onChange={(where) => set({ ...view, where })} />
        <CompareBar
          selection={selection}
          rows={loaded.rows}
          shown={arranged.rows}
          where={view.where}
          total={loaded.total}
          onClear={() => setSelection(new Set())}
        />
      </div>
      {arranged.lines.length > 0 ? (
        <>
          <RunsTable
            arranged={arranged}
            view={view}
            columns={shown}
            catalog={catalog}
            selection={selection}
            onSort={onSort}
            onOpen={onOpen}
            onChoose={onChoose}
          />
          <p class="hint" id="line-keys">
            <kbd>↑</kbd> <kbd>↓</kbd> or <kbd>j</kbd> <kbd>k</kbd> walk, <kbd>→</kbd> <kbd>←</kbd> open and
            close, <kbd>Space</kbd> chooses, <kbd>Enter</kbd> opens the page.
          </p>
        </>
      ) : (
        <p class="notice">
          No run fits the filter.{" "}
          <button type="button" class="btn quiet small" onClick={() => set({ ...view, where: "" })}>
            Show all
          </button>
        </p>
      )}
    </section>
  );
}

/** The columns that the runs have; it grows with them. */
function useCatalog(loaded: Loaded): Catalog {
  const known = useRef<{ catalog: Catalog; rows: readonly unknown[] }>();
  if (known.current?.rows !== loaded.rows) {
    const { change, rows } = loaded;
    const isChange = known.current !== undefined && change?.from === known.current.rows;
    const catalog = isChange ? known.current!.catalog : new Catalog();
    catalog.add(isChange ? [...change!.rows.values()].map(({ now }) => now) : rows);
    known.current = { catalog, rows };
  }
  return known.current!.catalog;
}

function useArranged(loaded: Loaded, wish: Wish): Arranged {
  const last = useRef<{ wish: Wish; arranged: Arranged }>();
  if (last.current?.wish !== wish) last.current = { wish, arranged: arrange(loaded.rows, wish) };
  else if (last.current.arranged.from !== loaded.rows)
    last.current = { wish, arranged: rearrange(last.current.arranged, loaded, wish) };
  return last.current.arranged;
}
