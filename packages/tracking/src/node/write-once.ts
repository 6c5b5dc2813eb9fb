import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, unlinkSync, writeSync } from "node:fs";
import path from "node:path";

/**
 * Creates `file` with `text`, whole and on disk, or not at all. Of several processes that try, exactly one gets true.
 *
 * The text goes to a temporary file first, and a hard link gives it its name: a link fails where the name is taken, and
 * never shows a half-written file. Where a file system has no links, exclusive creation (`wx`) decides instead.
 */
export function writeOnce(file: string, text: string): boolean {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}-${randomBytes(6).toString("hex")}`);
  writeWhole(temporary, text);
  try {
    linkSync(temporary, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(code ?? "")) throw error;
    return createExclusively(file, text);
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(folder);
  return true;
}

function createExclusively(file: string, text: string): boolean {
  try {
    writeWhole(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  syncFolder(path.dirname(file));
  return true;
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, "wx");
  try {
    let rest: Uint8Array = Buffer.from(text, "utf8");
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    fsyncSync(descriptor);
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** A new name is durable once its folder is. Windows cannot open folders, and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
