import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Writes a text or bytes and waits until they are on disk. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const descriptor = openSync(file, "w");
  try {
    let rest: Uint8Array = typeof content === "string" ? Buffer.from(content) : content;
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
