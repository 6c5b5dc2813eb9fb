import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Writes a text and waits until it is on disk. */
export function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, "w");
  try {
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
