// npm run test:data: the tests that read the reference data sets, found through BLANKFILE_DATA.
import { existsSync } from "node:fs";
import { node, root } from "./steps.ts";

const data = process.env.BLANKFILE_DATA;
if (data === undefined || !existsSync(data)) {
  console.error(
    `test:data: BLANKFILE_DATA is ${data ?? "not set"}; it must name the folder with the reference data sets (mnist/, text/, …).`,
  );
  process.exit(1);
}
process.exitCode = await node([
  `${root}/node_modules/vitest/vitest.mjs`,
  "run",
  "--config",
  "vitest.data.config.ts",
]);
