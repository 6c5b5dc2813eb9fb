import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { build } from "esbuild";
import { firstVisit } from "./first-visit.ts";

/** Writes `service-worker.js` into a finished build. Its version is a hash of all that was built: another text, another version. */
export function writeWorker(base: string): AstroIntegration {
  return {
    name: "blankfile-service-worker",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        const version = hashOf(fileURLToPath(dir));
        await build({
          entryPoints: [fileURLToPath(new URL("./service-worker.ts", import.meta.url))],
          outfile: fileURLToPath(new URL("service-worker.js", dir)),
          bundle: true,
          minify: true,
          target: "es2022",
          define: {
            version: JSON.stringify(version),
            base: JSON.stringify(base),
            first: JSON.stringify(firstVisit(fileURLToPath(dir)).map((path) => base + path)),
          },
        });
      },
    },
  };
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "service-worker.js");
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
