import { type AsideLine, type ProgressEvent, parseProgress } from "@blankfile/curriculum";
import { signal } from "@preact/signals";
import { asideLines, clearAside, removeAside, setAside } from "./database.ts";

/** Lines of imported files that are no events of this version. Those that another version may read stand in every export. */
export const aside = signal<readonly AsideLine[]>([]);

/** Reads them, and gives back those that have become events since: this version knows what an earlier one did not. Never rejects. */
export async function loadAside(): Promise<ProgressEvent[]> {
  const stored = await asideLines().catch(() => []);
  const grown: ProgressEvent[] = [];
  const still: AsideLine[] = [];
  for (const line of stored) {
    const { events, aside: left } = parseProgress(line.text);
    grown.push(...events);
    still.push(...left.map((one) => ({ ...one, line: line.line })));
  }
  show(still);
  return grown;
}

/** Keeps lines, each text once; in memory only where the browser refuses. */
export async function keepAside(lines: readonly AsideLine[]): Promise<void> {
  show(lines);
  if (lines.length > 0) await setAside(lines).catch(() => {});
}

/** Takes out lines that stand among the events now. */
export async function dropGrown(events: readonly ProgressEvent[]): Promise<void> {
  const ids = new Set(events.map(({ id }) => id));
  const lines = await asideLines();
  const texts = lines
    .map(({ text }) => text)
    .filter((text) => parseProgress(text).events.some(({ id }) => ids.has(id)));
  await removeAside(new Set(texts));
}

export async function forgetAside(): Promise<void> {
  aside.value = [];
  await clearAside().catch(() => {});
}

function show(lines: readonly AsideLine[]): void {
  const known = new Set(aside.value.map(({ text }) => text));
  const fresh = lines.filter(({ text }) => !known.has(text) && known.add(text));
  if (fresh.length > 0) aside.value = [...aside.value, ...fresh];
}
