import { fileURLToPath } from "node:url";
import preact from "@astrojs/preact";
import { defineConfig } from "astro/config";
import { watchContent } from "./src/content/watch-content.ts";
import { writeEarlyFiles } from "./src/layouts/write-early-files.ts";
import { writeWorker } from "./src/offline/write-worker.ts";

/** "/" on a host of its own; "/name/" below one, from BLANKFILE_BASE. */
const base = process.env.BLANKFILE_BASE ?? "/";
if (!/^\/([\w.-]+\/)*$/.test(base))
  throw new RangeError(
    `BLANKFILE_BASE: given "${base}", a path that begins and ends with "/" is needed, as "/name/"`,
  );

/**
 * Modules that many pages load, in two files instead of thirty: each further file costs a slow network a round trip. The first is what
 * every page with an island needs, the second what speaks of the graph of topics.
 */
const together = [
  {
    name: "base",
    priority: 2,
    test: /node_modules\/(preact|@preact|@astrojs\/preact)\/|vite\/preload-helper|\/src\/(store\/(progress|plan|folder-flag)|shell\/(href|save-file)|search\/open-search|atlas\/words|topic\/claim-button)\./,
  },
  {
    name: "graph",
    priority: 1,
    test: /\/src\/(atlas\/|gaps\/(load-cards|plan-button)|search\/(topic-search|search-index))|\/curriculum\/src\/(nearest|graph\/(closure|gaps|graph|trace-path))\./,
  },
];

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
    writeEarlyFiles(),
    // Last: its version is a hash of all that was built.
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
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: together } } } } },
    },
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
