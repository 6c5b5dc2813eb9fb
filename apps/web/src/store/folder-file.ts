import { type AsideLine, formatProgress, type ProgressEvent, parseProgress } from "@blankfile/curriculum";

/** As much of a directory handle of the File System Access API as a copy needs. */
export interface FolderHandle {
  readonly name: string;
  getFileHandle(name: string, options: { create: boolean }): Promise<FolderFile>;
}

interface FolderFile {
  getFile(): Promise<{ size: number; lastModified: number; text(): Promise<string> }>;
  /** What is written lands in the file when it is closed, whole or not at all. */
  createWritable(options: { keepExistingData: boolean }): Promise<FolderWriter>;
}

interface FolderWriter {
  write(part: { type: "write"; position: number; data: string }): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

export const fileName = "progress.jsonl";

/** The file when it was last seen from here; while it is still that, its ids need no reading. */
interface Seen {
  size: number;
  lastModified: number;
  ids: Set<string>;
  /** Lines that are no events of this version. */
  texts: Set<string>;
}

/**
 * Keeps `progress.jsonl` of a folder complete. Each call appends what the file lacks, in one atomic write behind everything that stands
 * there, and answers the events that only the file had: another browser may write into the same folder. Lines are never changed. Rejects
 * with the browser's error where the folder cannot be used, and with a RangeError where the file is no progress.
 */
export function folderCopy(
  folder: FolderHandle,
): (events: readonly ProgressEvent[], aside: readonly AsideLine[]) => Promise<ProgressEvent[]> {
  let seen: Seen | undefined;

  return async (events, aside) => {
    const handle = await folder.getFileHandle(fileName, { create: true });
    const file = await handle.getFile();
    let taken: ProgressEvent[] = [];
    let end = "\n";
    if (seen === undefined || seen.size !== file.size || seen.lastModified !== file.lastModified) {
      const text = await file.text();
      const found = parseProgress(text);
      if (text.trim() !== "" && found.events.length === 0 && !found.aside.some(({ event }) => event))
        throw new RangeError(
          `${fileName} in ${folder.name} holds something else (its first line: ${text.trim().slice(0, 40)})`,
        );
      seen = {
        size: file.size,
        lastModified: file.lastModified,
        ids: new Set(found.events.map(({ id }) => id)),
        texts: new Set(found.aside.map((line) => line.text)),
      };
      const here = new Set(events.map(({ id }) => id));
      taken = found.events.filter(({ id }) => !here.has(id));
      end = text.slice(-1);
    }
    const { ids, texts } = seen;
    const missing = events.filter(({ id }) => !ids.has(id));
    const lines = aside.filter(({ event, text }) => event && !texts.has(text)).map(({ text }) => `${text}\n`);
    if (missing.length + lines.length === 0) return taken;

    // A torn last line is closed first, so that it damages nothing but itself.
    const torn = file.size > 0 && end !== "\n" ? "\n" : "";
    await appendText(handle, file.size, torn + formatProgress(missing) + lines.join(""));
    const after = await handle.getFile();
    for (const { id } of missing) ids.add(id);
    for (const line of lines) texts.add(line.trimEnd());
    seen = { ids, texts, size: after.size, lastModified: after.lastModified };
    return taken;
  };
}

async function appendText(handle: FolderFile, position: number, data: string): Promise<void> {
  const writer = await handle.createWritable({ keepExistingData: true });
  try {
    await writer.write({ type: "write", position, data });
    await writer.close();
  } catch (error) {
    await writer.abort().catch(() => {});
    throw error;
  }
}
