import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Checksum, DataFile } from "./data-file.ts";
import { DataProblem } from "./data-problem.ts";

const unpack = promisify(gunzip);

/** The file's content without its gzip, if it has one, checked. `place` is where the bytes lie; `advice` says what to do when they are wrong. */
export async function checkedPayload(
  file: DataFile,
  bytes: Uint8Array,
  { place, advice }: { place: string; advice: string },
): Promise<Uint8Array> {
  if ("md5" in file.checksum) compare(file.checksum, bytes, place, advice);
  const payload = isGzip(bytes) ? await unpacked(bytes, place, advice) : bytes;
  if ("sha256" in file.checksum) compare(file.checksum, payload, place, advice);
  return payload;
}

function compare(checksum: Checksum, bytes: Uint8Array, place: string, advice: string): void {
  const [kind, expected] = "md5" in checksum ? ["md5", checksum.md5] : ["sha256", checksum.sha256];
  const found = createHash(kind!).update(bytes).digest("hex");
  if (found === expected) return;
  const what = kind === "md5" ? "MD5 of the file" : "SHA-256 of the content (without gzip)";
  throw new DataProblem(
    "checksum",
    `checksum: ${place} (${bytes.length} bytes): ${what} is ${found}, ${expected} is needed; ${advice}`,
  );
}

async function unpacked(bytes: Uint8Array, place: string, advice: string): Promise<Uint8Array> {
  try {
    return await unpack(bytes);
  } catch (cause) {
    const cut = (cause as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
    throw new DataProblem(
      "damaged",
      `gunzip: ${place} (${bytes.length} bytes) ${cut ? "ends before its gzip does" : `is damaged gzip (${(cause as Error).message})`}, a whole file is needed; ${advice}`,
      { cause },
    );
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
