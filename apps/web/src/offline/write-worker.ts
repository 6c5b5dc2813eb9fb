import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { build } from "esbuild";
import { firstVisit } from "./first-visit.ts";

/** Writes `service-worker.js` into a finished build. Its version is a hash of the names of the build's files, which carry theirs. */
export function writeWorker(base: string): AstroIntegration {
  return {
    name: "blankfile-service-worker",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        const names = readdirSync(new URL("_astro/", dir)).sort().join("\n");
        const version = createHash("sha256").update(names).digest("hex").slice(0, 16);
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
