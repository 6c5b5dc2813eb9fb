import preact from "@astrojs/preact";
import { defineConfig } from "astro/config";

/** "/" on a host of its own; "/name/" below one, from BLANKFILE_BASE. */
const base = process.env.BLANKFILE_BASE ?? "/";

export default defineConfig({
  base,
  trailingSlash: "always",
  output: "static",
  cacheDir: "../../node_modules/.cache/blankfile-web",
  devToolbar: { enabled: false },
  server: { host: "127.0.0.1" },
  prefetch: { prefetchAll: true, defaultStrategy: "hover" },
  integrations: [preact()],
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
          "'self'",
          { resource: "'self'", kind: "element" },
          { resource: "'unsafe-inline'", kind: "element" },
          { resource: "'unsafe-inline'", kind: "attribute" },
        ],
      },
    },
  },
  vite: {
    build: { assetsInlineLimit: 0, cssTarget: ["chrome123", "firefox120", "safari17.5"] },
  },
});
