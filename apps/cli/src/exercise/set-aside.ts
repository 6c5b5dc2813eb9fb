import { constants, copyFileSync, linkSync, readFileSync, unlinkSync } from "node:fs";
import path from "node:path";

/** "stable-softmax.2026-11-30.ts", "stable-softmax.2026-11-30-2.ts". */
export function isSetAside(name: string): boolean {
  return /\.\d{4}-\d{2}-\d{2}(-\d+)?\.ts$/.test(name);
}

/** Gives a file a name with the day in it, in the same folder, one that is free; answers the new path. Overwrites nothing. */
export function setAside(file: string, day: string): string {
  const stem = file.slice(0, -path.extname(file).length);
  for (let i = 1; ; i++) {
    const target = `${stem}.${day}${i === 1 ? "" : `-${i}`}.ts`;
    try {
      moveAnew(file, target);
      return target;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Renaming would overwrite; a second name that must be new, and the first one taken away, does not. */
function moveAnew(file: string, target: string): void {
  try {
    linkSync(file, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    // A disk without second names.
    copyFileSync(file, target, constants.COPYFILE_EXCL);
    if (!readFileSync(file).equals(readFileSync(target)))
      throw new Error(`${file} was saved while it was set aside; nothing is lost, do it again`);
  }
  unlinkSync(file);
}
