import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Line } from "../lines/arrange.ts";
import type { RunGroup } from "../lines/run-groups.ts";
import { chosenOf, type Selection } from "../lines/selection.ts";

interface Options {
  lines: readonly Line[];
  height: number;
  selection: Selection;
  onOpen: (group: RunGroup) => void;
  onChoose: (lines: readonly Line[], isChosen: boolean) => void;
}

/** How far the arrows move a table that is wider than its box. */
const sideways = 120;

/**
 * The keys of the list: up and down (also j and k), Page Up and Down, Home, End; right opens a group or moves the table, left closes
 * it, goes to its heading or moves the table back; Space chooses, Enter opens the page. One line is a stop of the Tab key. A line with
 * the focus that scrolls out of view leaves it to the box, where the keys go on.
 */
export function useLineKeys(box: RefObject<HTMLElement>, options: Options) {
  const { lines, height, selection, onOpen, onChoose } = options;
  const [activeKey, setActiveKey] = useState<string>();
  /** Focus the active line once it is drawn. */
  const wantsFocus = useRef(false);
  const hadFocus = useRef(false);
  const active = activeKey === undefined ? -1 : lines.findIndex(({ key }) => key === activeKey);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const row = element.querySelector<HTMLElement>(`tr[data-at="${active}"]`);
    if (wantsFocus.current && row) {
      wantsFocus.current = false;
      row.focus({ preventScroll: true });
    } else if (hadFocus.current && document.activeElement === document.body) {
      (row ?? element).focus({ preventScroll: true });
    }
    hadFocus.current = element.contains(document.activeElement);
  });

  useEffect(() => {
    // Who points at something else has left the lines, also where what they point at takes no focus.
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) hadFocus.current = false;
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, []);

  const goTo = (at: number, takesFocus = true) => {
    const element = box.current;
    const line = lines[at];
    if (element === null || line === undefined) return;
    const head = element.querySelector("thead")?.clientHeight ?? 0;
    const top = at * height;
    const bottom = top + height + head - element.clientHeight;
    if (element.scrollTop > top) element.scrollTop = top;
    else if (element.scrollTop < bottom) element.scrollTop = bottom;
    wantsFocus.current = takesFocus;
    setActiveKey(line.key);
    if (takesFocus) element.querySelector<HTMLElement>(`tr[data-at="${at}"]`)?.focus({ preventScroll: true });
  };

  const aside = (line: Line, by: 1 | -1) => {
    const isOpen = "group" in line && line.isOpen;
    if (by === 1 && "group" in line && !isOpen) return onOpen(line.group);
    const element = box.current!;
    if (by === 1 || element.scrollLeft > 0) return element.scrollBy({ left: by * sideways });
    if (isOpen) return onOpen(line.group);
    if ("under" in line && line.under)
      goTo(lines.findIndex((one) => "group" in one && one.group === line.under));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("thead")) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);
    const at = Math.max(0, active);
    const line = lines[at];
    if (line === undefined) return;
    const steps: Record<string, number> = {
      ArrowDown: active === -1 ? 0 : at + 1,
      j: active === -1 ? 0 : at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: lines.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) goTo(Math.min(lines.length - 1, Math.max(0, step)));
    else if (event.key === "ArrowRight") aside(line, 1);
    else if (event.key === "ArrowLeft") aside(line, -1);
    else if (event.key === " " && target.tagName !== "INPUT" && target.tagName !== "BUTTON") {
      const rows = "group" in line ? line.group.rows : [line.row];
      onChoose([line], chosenOf(rows, selection) !== "all");
    } else if (event.key === "Enter" && (target.tagName === "TR" || target === box.current)) {
      const link = box.current?.querySelector<HTMLElement>(`tr[data-at="${at}"] a`);
      if (link) link.click();
      else if ("group" in line) onOpen(line.group);
    } else return;
    event.preventDefault();
  };

  const onFocusIn = (event: FocusEvent) => {
    hadFocus.current = true;
    const at = (event.target as HTMLElement).closest<HTMLElement>("tr[data-at]")?.dataset.at;
    const line = lines[Number(at ?? Number.NaN)];
    if (line) setActiveKey(line.key);
  };

  /** The line that Tab reaches: the active one while it is drawn, else the first that is. */
  const stopOf = (first: number, end: number) => (active >= first && active < end ? active : first);

  return { goTo, onKeyDown, onFocusIn, stopOf };
}
