import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Problem } from "@blankfile/curriculum";
import type { Lab, Parameters } from "@blankfile/curriculum/lab";

import { labFile } from "./files.ts";

export type AnyLab = Lab<unknown, Parameters>;

export interface LoadedLabs {
  labs: Map<string, AnyLab>;
  problems: Problem[];
}

/** Every folder of `content/labs`, its `lab.ts` imported. */
export async function loadLabs(root: string): Promise<LoadedLabs> {
  const labs = new Map<string, AnyLab>();
  const problems: Problem[] = [];
  for (const folder of globSync("*/", { cwd: join(root, "content/labs") }).sort()) {
    const slug = folder.replace(/[\\/]$/, "");
    const problem = (message: string, hint: string) =>
      problems.push({ file: labFile(slug), field: "lab", message, hint });
    try {
      const module: { lab?: AnyLab } = await import(pathToFileURL(join(root, labFile(slug))).href);
      if (module.lab === undefined) problem("exports no `lab`", "export const lab = defineLab({ … })");
      else labs.set(slug, module.lab);
    } catch (error) {
      const message = error instanceof Error ? error.message.split("\n")[0]! : String(error);
      problem(`cannot be loaded: ${message}`, "a lab's folder holds lab.ts, which exports `lab`");
    }
  }
  return { labs, problems };
}
