import { cpus, totalmem } from "node:os";
import type { Environment } from "../run.ts";

/** Variables that numbers or speed may depend on. Nothing else of the environment is ever recorded. */
const allowed = [
  "CI",
  "NODE_ENV",
  "OMP_NUM_THREADS",
  "OPENBLAS_NUM_THREADS",
  "UV_THREADPOOL_SIZE",
  "BLANKFILE_THREADS",
];

export function environment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const set = allowed.flatMap((name) =>
    variables[name] === undefined ? [] : [[name, variables[name]] as const],
  );
  const processors = cpus();
  return {
    runtime: `node ${process.versions.node}`,
    platform: `${process.platform} ${process.arch}`,
    ...(processors[0] && { cpu: processors[0].model.trim() }),
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    ...(set.length > 0 && { variables: Object.fromEntries(set) }),
  };
}
