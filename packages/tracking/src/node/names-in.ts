import { readdirSync } from "node:fs";

/** Names of what lies in a folder; none where it is not there or is none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
