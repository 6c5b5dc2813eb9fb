import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listRunIds, readRun } from "@blankfile/tracking/node";

/** Runs an experiment with `--smoke` in a workspace of its own. What is wrong with its end and with its runs; nothing where all is well. */
export async function smoke(name: string): Promise<string[]> {
  const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-smoke-"));
  try {
    const file = path.join(import.meta.dirname, `${name}.ts`);
    const args = ["--disable-warning=ExperimentalWarning", file, "--smoke", "--workspace", workspace];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    let err = "";
    child.stderr.on("data", (text) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) return [`ends with ${code}: ${err}`];
    const runs = listRunIds(workspace).map((id) => readRun(workspace, id, Date.now()));
    if (runs.length === 0) return ["left no run"];
    return runs.flatMap(({ id, state, problems, record, summary }) => [
      ...problems,
      ...(state === "finished" ? [] : [`${id} is ${state}`]),
      ...(record?.prediction?.text ? [] : [`${id} has no prediction`]),
      ...(Object.keys(summary).length > 0 ? [] : [`${id} has no figures`]),
    ]);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
