import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { isHash } from "../values/image.ts";
import { syncFolder } from "./write-once.ts";

/** Keeps bytes under the name of their SHA-256 in `<run folder>/artifacts/`. On disk, whole, when this returns; a crash leaves no half file under that name. */
export function writeArtifact(folder: string, bytes: Uint8Array): string {
  const name = createHash("sha256").update(bytes).digest("hex");
  const artifacts = artifactsFolder(folder);
  const file = path.join(artifacts, name);
  if (existsSync(file)) return name;
  mkdirSync(artifacts, { recursive: true });
  const draft = path.join(artifacts, `.${name}.${randomBytes(4).toString("hex")}`);
  try {
    const descriptor = openSync(draft, "wx");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
    syncFolder(artifacts);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return name;
}

/** The same without waiting for the disk: `name` is the SHA-256 of the bytes. */
export async function writeArtifactLater(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const artifacts = artifactsFolder(folder);
  await mkdir(artifacts, { recursive: true });
  const draft = path.join(artifacts, `.${name}.${randomBytes(4).toString("hex")}`);
  try {
    const handle = await open(draft, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path.join(artifacts, name));
    syncFolder(artifacts);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * The file of an artifact, where it is one of the run's own. A RangeError for a name that is no SHA-256, a missing file, and a link, which
 * could lead anywhere.
 */
export function artifactFile(folder: string, name: string): string {
  if (!isHash(name))
    throw new RangeError(`artifact: given ${JSON.stringify(name).slice(0, 80)}, a SHA-256 in hex is needed`);
  const file = path.join(artifactsFolder(folder), name);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) throw new RangeError(`artifact: ${name.slice(0, 12)}… is not in ${folder}`);
  if (!stat.isFile())
    throw new RangeError(`artifact: ${name.slice(0, 12)}… in ${folder} is no file of its own`);
  return file;
}

/** The bytes of an artifact. Throws a RangeError where it is missing or its contents do not have its name. */
export function readArtifact(folder: string, name: string): Uint8Array {
  const bytes = readFileSync(artifactFile(folder, name));
  if (createHash("sha256").update(bytes).digest("hex") !== name) {
    throw new RangeError(
      `artifact: ${name.slice(0, 12)}… in ${folder} is damaged, its contents have another hash`,
    );
  }
  return bytes;
}

/** `<run folder>/artifacts`, where it is a folder of the run's own or not there yet. */
export function artifactsFolder(folder: string): string {
  const artifacts = path.join(folder, "artifacts");
  const stat = lstatSync(artifacts, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory())
    throw new RangeError(`artifact: ${artifacts} is no folder of the run's own, needed one`);
  return artifacts;
}
