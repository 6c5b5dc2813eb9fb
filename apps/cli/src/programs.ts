import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Programs } from "@blankfile/sweeps/node";
import type { ExperimentDescription } from "@blankfile/tracking";
import { experimentFile, repository } from "./places.ts";
import { UsageError } from "./usage-error.ts";

const node = [process.execPath, "--disable-warning=ExperimentalWarning"];

/** How this installation's programs are started, for whoever starts them later or elsewhere. */
export function programs(workspace: string): Programs {
  return {
    workspace,
    experiment: (name, args) => [...node, experimentFile(name), ...args],
    blankfile: (args) => [...node, path.join(repository, "apps", "cli", "src", "main.ts"), ...args],
  };
}

/** What an experiment says of its flags, variants and metrics. */
export async function describeExperiment(name: string, where = "sweep"): Promise<ExperimentDescription> {
  const args = [...node.slice(1), experimentFile(name), "--describe"];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: repository,
      maxBuffer: 8 * 2 ** 20,
    });
    return JSON.parse(stdout) as ExperimentDescription;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    throw new UsageError(`${where}: ${name} cannot describe itself: ${stderr.trim() || message}`);
  }
}
