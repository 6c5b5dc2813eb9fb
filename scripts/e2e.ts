// npm run e2e: the browser journeys in a real Chromium, against the built site.
import { ensureChromium } from "../e2e/chromium.ts";
import { buildSite } from "./site.ts";
import { node, root } from "./steps.ts";

try {
  console.log(`Browser: ${ensureChromium()}`);
  await buildSite();
  process.exitCode = await node([
    `${root}/node_modules/vitest/vitest.mjs`,
    "run",
    "--config",
    "e2e/vitest.config.ts",
    ...process.argv.slice(2),
  ]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
