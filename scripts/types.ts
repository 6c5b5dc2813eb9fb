// Type checks: the browser-safe half, the Node half, and the site.
import { inOrder, node, root } from "./steps.ts";

const tsc = `${root}/node_modules/typescript-7/bin/tsc`;

process.exitCode = await inOrder([
  { name: "types, browser-safe (packages, exercises, labs)", run: () => node([tsc, "-p", "tsconfig.json"]) },
  {
    name: "types, Node (cli, server, experiments, scripts)",
    run: () => node([tsc, "-p", "tsconfig.node.json"]),
  },
  {
    name: "types, site",
    run: () => node([`${root}/node_modules/@astrojs/check/bin/astro-check.js`, "--root", "apps/web"]),
  },
]);
