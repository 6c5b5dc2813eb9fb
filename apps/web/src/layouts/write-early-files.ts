import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { inlineSheets, nameScripts } from "./early-files.ts";

/** Rewrites the pages of a finished build so that their first paint waits for no other file. */
export function writeEarlyFiles(): AstroIntegration {
  return {
    name: "blankfile-early-files",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const folder = fileURLToPath(dir);
        const known = new Map<string, string>();
        const read = (name: string) => {
          const text = known.get(name) ?? readFileSync(join(folder, "_astro", name), "utf8");
          known.set(name, text);
          return text;
        };
        for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          if (!file.endsWith(".html")) continue;
          const before = readFileSync(join(folder, file), "utf8");
          const after = inlineSheets(nameScripts(before, read), read);
          if (after !== before) writeFileSync(join(folder, file), after);
        }
      },
    },
  };
}
