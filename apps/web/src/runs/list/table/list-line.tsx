import { useMemo } from "preact/hooks";
import { href } from "../../../shell/href.ts";
import { runName } from "../../format.ts";
import { State } from "../../run-state.tsx";
import { SeedStamp } from "../../seed-stamp.tsx";
import { type CellText, groupCellText, runCellText, valueText } from "../columns/cell-text.ts";
import type { ShownColumn } from "../columns/shown-columns.ts";
import type { Line } from "../lines/arrange.ts";
import { type By, byLabel, type RunGroup } from "../lines/run-groups.ts";

type GroupLine = Extract<Line, { group: RunGroup }>;
type RunLine = Exclude<Line, GroupLine>;

interface Props<L extends Line> {
  line: L;
  by: By;
  columns: readonly ShownColumn[];
  /** Its place among all lines, from 0. */
  at: number;
  chosen: "all" | "some" | "none";
  /** The one line that the Tab key reaches. */
  isStop: boolean;
}

export function ListLine(props: Props<Line>) {
  return "group" in props.line ? (
    <GroupRow {...props} line={props.line} />
  ) : (
    <RunRow {...props} line={props.line} />
  );
}

/** A group's heading. What happens on it, the table handles: `data-act` says which part it was. */
function GroupRow({ line, by, columns, at, chosen, isStop }: Props<GroupLine>) {
  return useMemo(() => {
    const { group, isOpen } = line;
    const { name, address, title } = groupName(group);
    const now = Date.now();
    const count = group.rows.length;
    return (
      <tr
        class={isOpen ? "heading open" : "heading"}
        data-at={at}
        tabIndex={isStop ? 0 : -1}
        aria-rowindex={at + 2}
        aria-level={1}
        aria-expanded={isOpen}
        aria-selected={chosen === "all"}
      >
        <th scope="row">
          <span class="first">
            <Choice name={name} chosen={chosen} />
            <button
              type="button"
              class="twist"
              data-act="open"
              tabIndex={-1}
              aria-label={`${isOpen ? "Close" : "Open"} ${name}`}
            />
            {address === undefined ? (
              <span class="name" title={title}>
                {name}
              </span>
            ) : (
              <a class="link name" tabIndex={-1} href={href(address)} title={title}>
                {name}
              </a>
            )}
            <small>{count === 1 ? "1 run" : `${count.toLocaleString("en")} runs`}</small>
          </span>
        </th>
        {columns.map(({ column, isRight }) => (
          <Cell key={column} isRight={isRight} cell={groupCellText(group.rows, column, now)}>
            {column === "seed" && <SeedStamp rows={group.rows} />}
            {column === "state" && group.rows.every(({ state }) => state === group.rows[0]!.state) && (
              <span class={`state ${group.rows[0]!.state}`}>{group.rows[0]!.state}</span>
            )}
          </Cell>
        ))}
      </tr>
    );
  }, [line, by, columns, at, chosen, isStop]);
}

function RunRow({ line, by, columns, at, chosen, isStop }: Props<RunLine>) {
  return useMemo(() => {
    const { row, level } = line;
    const { name, more } = namesOf(line, by);
    const now = Date.now();
    return (
      <tr
        class={level === 2 ? "inner" : ""}
        data-at={at}
        tabIndex={isStop ? 0 : -1}
        aria-rowindex={at + 2}
        aria-level={level}
        aria-selected={chosen === "all"}
      >
        <th scope="row">
          <span class="first">
            <Choice name={`${name} ${more}`.trim()} chosen={chosen} />
            <a
              class="link name"
              tabIndex={-1}
              href={href(`/runs/view/?id=${encodeURIComponent(row.id)}`)}
              title={row.id}
            >
              {name}
            </a>
            {more !== "" && <small>{more}</small>}
          </span>
        </th>
        {columns.map(({ column, isRight }) => (
          <Cell key={column} isRight={isRight} cell={runCellText(row, column, now)}>
            {column === "state" && <State row={row} />}
            {column === "seed" && by === "launch" && line.isAlone && <SeedStamp rows={[row]} />}
            {column === "sweep" && row.sweep !== undefined && (
              <a class="link" tabIndex={-1} href={href(`/runs/sweep/?id=${encodeURIComponent(row.sweep)}`)}>
                {row.sweep}
              </a>
            )}
          </Cell>
        ))}
      </tr>
    );
  }, [line, by, columns, at, chosen, isStop]);
}

function Choice({ name, chosen }: { name: string; chosen: "all" | "some" | "none" }) {
  return (
    <input
      type="checkbox"
      data-act="choose"
      tabIndex={-1}
      aria-label={`Choose ${name}`}
      checked={chosen === "all"}
      indeterminate={chosen === "some"}
    />
  );
}

/** What is given inside stands for the cell's text. */
function Cell({
  isRight,
  cell,
  children,
}: {
  isRight: boolean;
  cell: CellText;
  children: (false | object)[];
}) {
  const inside = children.filter((child) => child !== false);
  const { text, title, note, isNote } = cell;
  return (
    <td class={`${isRight ? "number" : ""}${isNote ? " note" : ""}`} title={title}>
      {inside.length > 0 ? inside : text}
      {inside.length === 0 && note !== undefined && <small> {note}</small>}
    </td>
  );
}

/** Inside its launch a run is its seed; elsewhere its experiment's name goes before. */
function namesOf({ row, under }: RunLine, by: By): { name: string; more: string } {
  const experiment = row.experiment === "" ? row.id : row.experiment;
  if (under !== undefined && (by === "launch" || by === "experiment"))
    return { name: runName(row), more: by === "experiment" ? row.id.slice(-4) : "" };
  return { name: experiment, more: row.seed === undefined ? "" : `seed ${row.seed}` };
}

function groupName({ by, value, rows }: RunGroup): { name: string; address?: string; title: string } {
  const text = String(value);
  const id = encodeURIComponent(text);
  if (by === "launch")
    return { name: rows[0]!.experiment || text, address: `/runs/view/?group=${id}`, title: `launch ${text}` };
  if (by === "sweep")
    return {
      name: text.replace(/^\d{8}-\d{6}-(.+)-\w{4}$/, "$1"),
      address: `/runs/sweep/?id=${id}`,
      title: `sweep ${text}`,
    };
  if (by === "experiment") return { name: text, title: text };
  const said = value === undefined ? text : valueText(by, value, 0);
  return { name: `${byLabel(by)} ${said}`, title: `${byLabel(by)} ${text}` };
}
