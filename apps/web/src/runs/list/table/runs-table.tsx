import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Catalog } from "../columns/catalog.ts";
import type { Column } from "../columns/column.ts";
import { columnWidth } from "../columns/column-width.ts";
import type { ShownColumn } from "../columns/shown-columns.ts";
import type { Arranged, Line } from "../lines/arrange.ts";
import type { RunGroup } from "../lines/run-groups.ts";
import { chosenOf, type Selection } from "../lines/selection.ts";
import type { View } from "../views/view.ts";
import { ListLine } from "./list-line.tsx";
import "./table.css";
import { TableHead } from "./table-head.tsx";
import { useLineKeys } from "./use-line-keys.ts";
import { useWindow } from "./use-window.ts";

interface Props {
  arranged: Arranged;
  view: View;
  columns: readonly ShownColumn[];
  catalog: Catalog;
  selection: Selection;
  onSort: (column: Column) => void;
  onOpen: (group: RunGroup) => void;
  onChoose: (lines: readonly Line[], isChosen: boolean) => void;
}

/** Lines of one height, of which only those in view are in the page. Arrow keys walk them; see `use-line-keys.ts`. */
export function RunsTable(props: Props) {
  const { arranged, view, columns, catalog, selection, onOpen, onChoose } = props;
  const { lines, rows } = arranged;
  const box = useRef<HTMLDivElement>(null);
  const height = useLineHeight();
  const { first, end } = useWindow(box, lines.length, height);
  const keys = useLineKeys(box, { lines, height, onOpen, onChoose, selection });
  const stop = keys.stopOf(first, end);
  const chosenLast = useRef<number>();

  const act = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const at = Number(target.closest<HTMLElement>("tr[data-at]")?.dataset.at ?? Number.NaN);
    const line = lines[at];
    if (line === undefined || target.closest("a")) return;
    keys.goTo(at, false);
    const part = target.closest<HTMLElement>("[data-act]")?.dataset.act;
    if (part === "choose") {
      const isChosen = chosenOf(rowsOf(line), selection) !== "all";
      // With shift: all from the one chosen before.
      const from = event.shiftKey ? (chosenLast.current ?? at) : at;
      onChoose(lines.slice(Math.min(from, at), Math.max(from, at) + 1), isChosen);
      chosenLast.current = at;
    } else if ("group" in line && getSelection()?.isCollapsed !== false) onOpen(line.group);
  };

  const widths = useMemo(() => {
    const hasNotes = arranged.groups.some((group) => group.rows.some(({ state }) => state !== "finished"));
    const hasGroups = arranged.groups.length > 0;
    return columns.map(({ column }) => columnWidth(column, catalog, hasGroups, hasNotes));
  }, [arranged, columns, catalog]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the lines, and where the focus goes when one scrolls away.
    <div
      class="runs-box"
      ref={box}
      tabIndex={-1}
      style={`--line-height:${height}px`}
      onClick={act}
      onKeyDown={keys.onKeyDown}
      onFocusIn={keys.onFocusIn}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose lines are walked and chosen is one.
        role="treegrid"
        aria-label="Runs"
        aria-describedby="line-keys"
        aria-rowcount={lines.length + 1}
        aria-multiselectable="true"
        style={`--columns:${widths.reduce((a, b) => a + b, 0)}px`}
      >
        <colgroup>
          <col class="name" />
          {columns.map(({ column }, i) => (
            <col key={column} style={`width:${widths[i]}px`} />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sort={view.sort}
          catalog={catalog}
          chosen={rows.length === 0 ? "none" : chosenOf(rows, selection)}
          onSort={props.onSort}
          onChoose={(isChosen) => onChoose(lines, isChosen)}
        />
        <tbody data-jk>
          <Gap lines={first} height={height} />
          {lines.slice(first, end).map((line, i) => (
            <ListLine
              key={line.key}
              line={line}
              by={view.by}
              columns={columns}
              at={first + i}
              chosen={chosenOf(rowsOf(line), selection)}
              isStop={first + i === stop}
            />
          ))}
          <Gap lines={lines.length - end} height={height} />
        </tbody>
      </table>
    </div>
  );
}

export function rowsOf(line: Line) {
  return "group" in line ? line.group.rows : [line.row];
}

/** Room for lines that are out of view. */
function Gap({ lines, height }: { lines: number; height: number }) {
  return lines <= 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus.
    <tr class="gap" aria-hidden="true" style={`height:${lines * height}px`}>
      <td />
    </tr>
  );
}

/** A finger needs more room than a pointer. */
function useLineHeight(): number {
  const [height, setHeight] = useState(36);
  useLayoutEffect(() => {
    const coarse = matchMedia("(pointer: coarse)");
    const look = () => setHeight(coarse.matches ? 44 : 36);
    look();
    coarse.addEventListener("change", look);
    return () => coarse.removeEventListener("change", look);
  }, []);
  return height;
}
