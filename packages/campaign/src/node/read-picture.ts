import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A stage's picture as SVG; undefined where it was not drawn. */
export function readPicture(out: string, stage: string, name: string): string | undefined {
  const file = path.join(out, stage, `${name}.svg`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
