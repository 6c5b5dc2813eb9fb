import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { UsageError } from "../usage-error.ts";
import { setAside } from "./set-aside.ts";

/** Writes the learner's file where there is none yet; on disk when this returns. `command` is named where that fails. */
export function writeNew(command: string, file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(file, "wx");
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    throw new UsageError(`${command}: ${file} was not written: ${reason(error)}`);
  }
}

/** Sets the learner's file aside under the day; answers the new path, or undefined where nothing is to be kept: no file, or a text that is `worthless`. */
export function setOwnAside(
  command: string,
  file: string,
  worthless: (text: string) => boolean,
  now: number,
): string | undefined {
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isFile())
    throw new UsageError(`${command}: ${file} is no file; move it away, it is in the way`);
  if (worthless(readFileSync(file, "utf8"))) return undefined;
  try {
    return setAside(file, new Date(now).toISOString().slice(0, 10));
  } catch (error) {
    throw new UsageError(`${command}: ${file} was not set aside: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = {
    EACCES: "the workspace is not yours to write to",
    EROFS: "the workspace is read-only",
    ENOSPC: "the disk is full",
  }[code ?? ""];
  return why ?? message;
}
