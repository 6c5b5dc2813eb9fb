// npm run test:cluster: sweeps on a real Slurm and a real Redis, with their programs killed. Only on machines made for it.
import { existsSync } from "node:fs";
import { node, root } from "./steps.ts";

const needed = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/redis-server"];
const missing = needed.filter((file) => !existsSync(file));
if (process.env.BLANKFILE_CLUSTER !== "here") {
  console.error(
    "test:cluster: this starts Slurm and Redis as root, with files in a temporary folder; on a machine made for that set BLANKFILE_CLUSTER=here",
  );
  process.exit(1);
}
if (process.getuid?.() !== 0 || missing.length > 0) {
  console.error(
    `test:cluster: ${missing.length > 0 ? `${missing.join(", ")} are missing` : "not root"}; needed are root and Debian's packages munge, slurmctld, slurmd, slurm-client and redis-server`,
  );
  process.exit(1);
}
process.exitCode = await node([
  `${root}/node_modules/vitest/vitest.mjs`,
  "run",
  "--config",
  "vitest.cluster.config.ts",
]);
