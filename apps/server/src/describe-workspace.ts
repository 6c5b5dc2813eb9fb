import path from "node:path";
import type { OpenWorkspace } from "./runs/open-workspace.ts";
import type { Workspace } from "./workspace.ts";

/** What the pages show of the workspace. */
export function describeWorkspace(workspace: Workspace, open: OpenWorkspace): Record<string, unknown> {
  const problem = workspace.writeProblem();
  return {
    name: path.basename(workspace.path),
    path: workspace.path,
    writable: problem === undefined,
    ...(problem !== undefined && { problem }),
    /** Where the index of runs lies: "file", or "memory" where it cannot be written. */
    index: open.index?.place,
  };
}
