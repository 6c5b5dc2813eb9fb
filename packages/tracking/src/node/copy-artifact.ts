import { createHash, randomBytes } from "node:crypto";
import { createReadStream, lstatSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { artifactsFolder } from "./artifact.ts";
import { syncFolder } from "./write-once.ts";

const piece = 1024 * 1024;

/**
 * Copies a file into `<run folder>/artifacts/` under the SHA-256 of what was copied, a piece of 1 MiB at a time: the file may be larger
 * than memory, and others get their turn between two pieces. On disk, whole, when this resolves.
 */
export async function copyArtifact(folder: string, file: string): Promise<{ hash: string; bytes: number }> {
  const stat = lstatSync(path.resolve(file), { throwIfNoEntry: false });
  if (!stat?.isFile())
    throw new RangeError(
      `logArtifact: given ${file}, which is ${stat ? "no file of its own" : "not there"}, needed a file`,
    );
  const artifacts = artifactsFolder(folder);
  await mkdir(artifacts, { recursive: true });
  const draft = path.join(artifacts, `.copy.${randomBytes(6).toString("hex")}`);
  try {
    const copied = await copyTo(draft, file);
    await rename(draft, path.join(artifacts, copied.hash));
    syncFolder(artifacts);
    return copied;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function copyTo(draft: string, file: string): Promise<{ hash: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const handle = await open(draft, "wx");
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: piece })) {
      hash.update(chunk);
      bytes += chunk.length;
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { hash: hash.digest("hex"), bytes };
}
