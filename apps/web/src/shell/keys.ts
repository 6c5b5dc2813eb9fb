import { openSearch } from "../search/open-search.ts";
import { href } from "./href.ts";
import { showKeys } from "./keys-dialog.ts";
import { places } from "./screens.ts";

/** How long after `g` the second key may come, in milliseconds. */
const patience = 1500;

/** The keys that work on every page. None of them works while somebody writes. */
export function startKeys(): void {
  let went = Number.NEGATIVE_INFINITY;
  addEventListener("keydown", (event) => {
    // Where [ and ] need AltGr, the browser reports Ctrl and Alt with them.
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || event.isComposing || writes(event)) return;
    if (held && !event.getModifierState("AltGraph")) return;
    if (document.querySelector("dialog[open]")) return;
    const second = event.timeStamp - went < patience;
    went = Number.NEGATIVE_INFINITY;
    if (second) {
      const place = places.find(({ key }) => key === event.key);
      if (place) {
        event.preventDefault();
        location.assign(href(place.path));
        return;
      }
    }
    if (event.key === "g") went = event.timeStamp;
    else if (act(event.key)) event.preventDefault();
  });
}

/** Whether the event comes from an editor or a field. */
function writes(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest(
      "input:not([type=checkbox], [type=range]), textarea, select, [contenteditable], .cm-editor",
    ) !== null
  );
}

function act(key: string): boolean {
  switch (key) {
    case "/":
      void openSearch();
      return true;
    case "?":
      showKeys();
      return true;
    case "j":
      return step(1);
    case "k":
      return step(-1);
    case "[":
      return walk("[data-needs] a");
    case "]":
      return walk("[data-unlocks] a");
    case ".":
      if (!press("[data-next]")) void import("./next-action.ts").then(({ nextAction }) => nextAction());
      return true;
    case "t":
      return press("[data-trace]");
    case "x":
      return press("[data-claim]");
    case "u":
      return press("[data-undo]");
    case "Enter":
      return (
        (document.activeElement === null || document.activeElement === document.body) && press("[data-open]")
      );
    default:
      return false;
  }
}

/** To the next or previous entry of the page's lists. */
function step(direction: 1 | -1): boolean {
  const entries = visible("[data-jk] a, [data-jk] summary");
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? entries[direction === 1 ? 0 : entries.length - 1] : entries[at + direction];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** Through a list and round again. */
function walk(selector: string): boolean {
  const entries = visible(selector);
  const at = entries.indexOf(document.activeElement as HTMLElement);
  entries[(at + 1) % entries.length]?.focus();
  return entries.length > 0;
}

/** What can be pressed is pressed; what holds an editor gives it the focus. */
function press(selector: string): boolean {
  const target = visible(selector)[0];
  const editor = target?.querySelector<HTMLElement>("[contenteditable]");
  if (editor) editor.focus();
  else target?.click();
  return target !== undefined;
}

function visible(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((entry) => entry.checkVisibility());
}
