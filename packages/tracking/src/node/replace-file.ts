import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Puts `text` in the place of a file, whole or not at all, also where several processes write the same one: the last wins. */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}.draft`;
  try {
    const descriptor = openSync(draft, "wx");
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
