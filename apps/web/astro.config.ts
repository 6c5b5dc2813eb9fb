import { fileURLToPath } from "node:url";
import preact from "@astrojs/preact";
import { defineConfig } from "astro/config";
import { watchContent } from "./src/content/watch-content.ts";
import { writeWorker } from "./src/offline/write-worker.ts";

/** "/" on a host of its own; "/name/" below one, from BLANKFILE_BASE. */
const base = process.env.BLANKFILE_BASE ?? "/";
if (!/^\/([\w.-]+\/)*$/.test(base))
  throw new RangeError(
    `BLANKFILE_BASE: given "${base}", a path that begins and ends with "/" is needed, as "/name/"`,
  );

export default defineConfig({
  base,
  trailingSlash: "always",
  output: "static",
  cacheDir: "../../node_modules/.cache/blankfile-web",
  // Pages come rendered from the content package.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  server: { host: "127.0.0.1" },
  prefetch: { prefetchAll: true, defaultStrategy: "hover" },
  integrations: [
    preact(),
    watchContent(fileURLToPath(new URL("../../content/", import.meta.url))),
    writeWorker(base),
  ],
  build: { inlineStylesheets: "never" },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "worker-src 'self' blob:",
      ],
      // Rendered maths, highlighted code and the editor set style attributes and sheets; a style runs no code.
      styleDirective: {
        resources: [
          { resource: "'self'", kind: "element" },
          { resource: "'unsafe-inline'", kind: "element" },
          { resource: "'unsafe-inline'", kind: "attribute" },
        ],
      },
    },
  },
  vite: {
    build: {
      assetsInlineLimit: 0,
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      // Modules of our packages do nothing by being imported: a page that uses the graph leaves the schemas behind.
      rolldownOptions: {
        treeshake: { moduleSideEffects: [{ test: /\/packages\/[a-z]+\/src\//, sideEffects: false }] },
      },
    },
  },
});
