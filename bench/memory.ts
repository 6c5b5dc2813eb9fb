import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Row } from "./rows.ts";

export const memoryWorkload = "memory, 10,000 steps";

/** Resident memory along 10,000 eager training steps in one synchronous loop, after 10,000 others, in a process of its own. */
export function measureMemory(): Row {
  const file = fileURLToPath(new URL("engines/memory.ts", import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  const base = {
    workload: memoryWorkload,
    engine: "ours eager",
    version: "@blankfile/tensor eager",
    threads: 1,
  };
  if (status !== 0) {
    const reason = `its process ended with code ${status}`;
    return { ...base, cpuMs: null, wallMs: null, gflops: null, runs: 0, reason };
  }
  return {
    ...base,
    gflops: null,
    ...(JSON.parse(stdout) as Pick<Row, "cpuMs" | "wallMs" | "runs" | "rssMb">),
  };
}

/** The larger of the last two samples over the larger of the first two: 1 is flat. */
export function memoryGrowth({ rssMb }: Row): number | undefined {
  if (rssMb === undefined) return undefined;
  return Math.max(...rssMb.slice(-2)) / Math.max(...rssMb.slice(0, 2));
}
