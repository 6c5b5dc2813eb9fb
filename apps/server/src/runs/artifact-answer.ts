import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { sniffPicture } from "@blankfile/tracking";
import { artifactFile, readArtifact } from "@blankfile/tracking/node";
import { HttpError } from "../http-error.ts";

/** What is larger is sent as it lies on the disk, and never as an image. */
const mostInMemory = 16 * 1024 * 1024;

/**
 * The bytes of an artifact. A PNG or a JPEG, by its bytes, is sent as that; anything else as a download, which no browser shows or runs,
 * whatever is in it. 404 for a name that is no SHA-256, and for what is missing, damaged or a link.
 */
export function artifactAnswer(
  workspace: string,
  id: string,
  hash: string,
): { headers: Record<string, string>; body: Buffer | Readable } {
  const folder = path.join(workspace, "runs", id);
  try {
    const file = artifactFile(folder, hash);
    const { size } = statSync(file);
    if (size > mostInMemory) return { headers: headersOf(), body: createReadStream(file) };
    const bytes = readArtifact(folder, hash);
    return { headers: headersOf(sniffPicture(bytes).picture?.mediaType), body: Buffer.from(bytes) };
  } catch (error) {
    throw new HttpError(404, (error as Error).message.replaceAll(folder, "the run"));
  }
}

/** Without a file name: the page that links to it knows what the run called it. */
function headersOf(mediaType?: string): Record<string, string> {
  return {
    "content-type": mediaType ?? "application/octet-stream",
    "content-disposition": mediaType ? "inline" : "attachment",
    "x-content-type-options": "nosniff",
  };
}
