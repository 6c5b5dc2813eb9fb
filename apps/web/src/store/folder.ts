import { effect, signal } from "@preact/signals";
import type { DBSchema } from "idb";
import { aside } from "./aside.ts";
import { fileName, folderCopy } from "./folder-file.ts";
import { setFolderChosen } from "./folder-flag.ts";
import { lazyDatabase } from "./lazy-database.ts";
import { append, events, ready } from "./progress.ts";

/** How the copy in a folder stands. */
export interface Folder {
  name: string;
  /** `asks`: the browser wants the reader's permission again. */
  state: "writing" | "kept" | "asks" | "failed";
  /** Why it failed and what to do. */
  why?: string;
}

/** The folder that the reader chose; undefined where there is none. */
export const folder = signal<Folder | undefined>(undefined);

/** As the API has it; TypeScript's library does not know the permissions yet. */
type Handle = FileSystemDirectoryHandle & {
  queryPermission(options: { mode: "readwrite" }): Promise<PermissionState>;
  requestPermission(options: { mode: "readwrite" }): Promise<PermissionState>;
};
type Picker = (options: { id: string; mode: "readwrite" }) => Promise<Handle>;

interface FolderDatabase extends DBSchema {
  handles: { key: string; value: FileSystemDirectoryHandle };
}

const database = lazyDatabase<FolderDatabase>("blankfile-folder", (db) => {
  db.createObjectStore("handles");
});
const mode = { mode: "readwrite" } as const;

let handle: Handle | undefined;
/** Whether the handle lies in the database, for the next visit. */
let saved = false;
let copy: ReturnType<typeof folderCopy> | undefined;
let stop: (() => void) | undefined;
let running: Promise<void> | undefined;
let again = false;

/** Whether this browser can write into a folder. */
export function canPickFolder(): boolean {
  return "showDirectoryPicker" in globalThis;
}

/** Goes on with the folder of an earlier visit, if there is one. */
export async function startFolder(): Promise<void> {
  if (handle !== undefined) return;
  const found = (await (await database()).get("handles", "folder")) as Handle | undefined;
  saved = found !== undefined;
  if (found !== undefined) await use(found);
}

/** Lets the reader choose. Rejects with the browser's error where it refuses; a reader who chooses none changes nothing. */
export async function pickFolder(): Promise<void> {
  let picked: Handle;
  try {
    picked = await (globalThis as unknown as { showDirectoryPicker: Picker }).showDirectoryPicker({
      id: "blankfile",
      ...mode,
    });
  } catch (error) {
    if ((error as Error).name === "AbortError") return;
    throw error;
  }
  // Where the browser keeps no handle, the folder serves until the page is left.
  saved = await database()
    .then((db) => db.put("handles", picked, "folder"))
    .then(() => true)
    .catch(() => false);
  setFolderChosen(saved);
  await use(picked);
}

/** Asks for the permission again: the browser wants a click for that. */
export async function allowFolder(): Promise<void> {
  if (handle === undefined) return;
  await handle.requestPermission(mode);
  await use(handle);
}

/** Tries again after a failure. */
export async function writeFolder(): Promise<void> {
  await sync();
}

/** No more copies; the file stays where it is. */
export async function forgetFolder(): Promise<void> {
  detach();
  setFolderChosen(false);
  await database()
    .then((db) => db.delete("handles", "folder"))
    .catch(() => {});
}

async function use(chosen: Handle): Promise<void> {
  stop?.();
  handle = chosen;
  copy = folderCopy(chosen);
  if ((await chosen.queryPermission(mode)) !== "granted") {
    folder.value = { name: chosen.name, state: "asks" };
    return;
  }
  folder.value = { name: chosen.name, state: "writing" };
  await ready;
  stop = effect(() => {
    events.value;
    aside.value;
    void sync();
  });
  await running;
}

/** One write at a time, in this tab and among all; who comes while it runs is served by one more. */
function sync(): Promise<void> {
  again = true;
  running ??= (async () => {
    while (again && handle !== undefined) {
      again = false;
      await alone(writeOnce);
    }
  })().finally(() => {
    running = undefined;
    if (again && handle !== undefined) void sync();
  });
  return running;
}

async function writeOnce(): Promise<void> {
  const [at, write] = [handle, copy];
  if (at === undefined || write === undefined) return;
  try {
    // Another tab may have let go of the folder and cleared the browser: then nothing must come back from the file.
    if (await letGo(at)) {
      detach();
      return;
    }
    const taken = await write(events.peek(), aside.peek());
    if (handle !== at) return;
    folder.value = { name: at.name, state: "kept" };
    if (taken.length > 0) await append(taken);
  } catch (error) {
    if (handle !== at) return;
    const permission = await at.queryPermission(mode).catch(() => "granted");
    folder.value =
      permission === "granted"
        ? { name: at.name, state: "failed", why: folderProblem(error, at.name) }
        : { name: at.name, state: "asks" };
  }
}

/** Whether a tab has let go of the folder, or chosen another. */
async function letGo(at: Handle): Promise<boolean> {
  if (!saved) return false;
  const now = await (await database()).get("handles", "folder");
  return now === undefined || !(await now.isSameEntry(at));
}

function detach(): void {
  stop?.();
  stop = handle = copy = undefined;
  folder.value = undefined;
}

function alone(work: () => Promise<void>): Promise<void> {
  return navigator.locks === undefined ? work() : navigator.locks.request("blankfile-folder", work);
}

/** Why nothing was written, and what to do. Nothing is lost: the events are in the browser. */
export function folderProblem(error: unknown, name: string): string {
  const kind = error instanceof Error ? error.name : String(error);
  const kept = "All events are still in this browser";
  const reasons: Record<string, string> = {
    NotFoundError: `the folder is not there any more. ${kept}; put it back and try again, or choose another.`,
    QuotaExceededError: `the disk is full. ${kept}; free some space and try again.`,
    NoModificationAllowedError: `another program holds ${fileName}. ${kept}; close it and try again.`,
    RangeError: `${(error as Error).message}. It was not touched, and ${kept.toLowerCase()}; choose another folder.`,
  };
  const why =
    reasons[kind] ??
    `the browser refused (${kind}: ${(error as Error).message}). ${kept}; try again, or choose another folder.`;
  return `${name}: ${why}`;
}
