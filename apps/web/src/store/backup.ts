import { type AsideLine, formatProgress } from "@blankfile/curriculum";
import { signal } from "@preact/signals";
import { saveFile } from "../shell/save-file.ts";
import { aside, keepAside } from "./aside.ts";
import { fact, setFact } from "./database.ts";
import { append, events, ready } from "./progress.ts";
import { importedText, readImport } from "./read-import.ts";

/** When progress was last exported from this browser, in milliseconds since 1970; undefined for never or not known. */
export const exportedAt = signal<number | undefined>(undefined);

/** Reads what the signal shows. Storage that is denied leaves it empty. */
export async function loadBackup(): Promise<void> {
  exportedAt.value = await fact("exportedAt").catch(() => undefined);
}

/**
 * Hands the whole progress over as a file named `progress.jsonl`: the events, and the lines of another version as they are. `more` are
 * such lines that lie in the workspace.
 */
export async function exportProgress(more: readonly AsideLine[] = []): Promise<void> {
  await ready;
  saveFile("progress.jsonl", exportText([...aside.value, ...more]), "application/jsonl");
  exportedAt.value = Date.now();
  await setFact("exportedAt", exportedAt.value).catch(() => {});
}

/** Union with a file's events by id; other lines are set aside. Answers what happened in a sentence; rejects for a file that is none. */
export async function importProgress(file: File, tell: (sentence: string) => void): Promise<string> {
  await ready;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = await readImport(file.name, bytes, (read, of) => {
    if (of > 10_000)
      tell(`${file.name}: ${read.toLocaleString("en")} of ${of.toLocaleString("en")} lines read…`);
  });
  const { length } = found.events;
  if (length > 10_000) tell(`${file.name}: ${length.toLocaleString("en")} events read; storing them…`);
  const added = await append(found.events);
  await keepAside(found.aside);
  return importedText(file.name, found, added);
}

function exportText(lines: readonly AsideLine[]): string {
  const later = new Set(lines.filter(({ event }) => event).map(({ text }) => text));
  return formatProgress(events.value) + [...later].map((text) => `${text}\n`).join("");
}
