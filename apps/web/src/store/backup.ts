import { type AsideLine, formatProgress, parseProgress } from "@blankfile/curriculum";
import { signal } from "@preact/signals";
import { saveFile } from "../shell/save-file.ts";
import { asideLines, clearAside, fact, setAside, setFact } from "./database.ts";
import { append, events, ready } from "./progress.ts";

/** When progress was last exported from this browser, in milliseconds since 1970; undefined for never or not known. */
export const exportedAt = signal<number | undefined>(undefined);

/** Lines of imported files that were no events. */
export const aside = signal<readonly AsideLine[]>([]);

/** Reads what the two signals show. Storage that is denied leaves them empty. */
export async function loadBackup(): Promise<void> {
  try {
    exportedAt.value = await fact("exportedAt");
    aside.value = await asideLines();
  } catch {
    // The store says what is wrong with the storage.
  }
}

/** Hands the whole progress over as a file named `progress.jsonl`. */
export async function exportProgress(): Promise<void> {
  await ready;
  saveFile("progress.jsonl", formatProgress(events.value), "application/jsonl");
  exportedAt.value = Date.now();
  await setFact("exportedAt", exportedAt.value).catch(() => {});
}

export interface Imported {
  read: number;
  added: number;
  aside: number;
}

/** Union with a file's events by id; damaged lines are set aside and kept to be looked at. */
export async function importProgress(text: string): Promise<Imported> {
  await ready;
  const parsed = parseProgress(text);
  const added = await append(parsed.events);
  aside.value = [...aside.value, ...parsed.aside];
  await setAside(parsed.aside).catch(() => {});
  return { read: parsed.events.length, added, aside: parsed.aside.length };
}

export async function forgetAside(): Promise<void> {
  aside.value = [];
  await clearAside().catch(() => {});
}
