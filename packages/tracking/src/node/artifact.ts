import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { syncFolder } from "./write-once.ts";

/** Keeps bytes under the name of their SHA-256 in `<run folder>/artifacts/`. On disk, whole, when this returns; a crash leaves no half file under that name. */
export function writeArtifact(folder: string, bytes: Uint8Array): string {
  const name = createHash("sha256").update(bytes).digest("hex");
  const artifacts = path.join(folder, "artifacts");
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

/** The bytes of an artifact. Throws a RangeError where it is missing or its contents do not have its name. */
export function readArtifact(folder: string, name: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(name))
    throw new RangeError(`artifact: given ${JSON.stringify(name)}, a SHA-256 in hex is needed`);
  const file = path.join(folder, "artifacts", name);
  if (!existsSync(file)) throw new RangeError(`artifact: ${name.slice(0, 12)}… is not in ${folder}`);
  const bytes = readFileSync(file);
  if (createHash("sha256").update(bytes).digest("hex") !== name) {
    throw new RangeError(
      `artifact: ${name.slice(0, 12)}… in ${folder} is damaged, its contents have another hash`,
    );
  }
  return bytes;
}
