// npm start: builds what is stale, makes the usual workspace if there is none, serves the hub on this machine, opens it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import open from "open";
import { start } from "../apps/server/src/index.ts";
import { buildSite } from "./site.ts";
import { root } from "./steps.ts";

const usual = path.join(homedir(), "blankfile");

class UsageError extends Error {}

function options() {
  try {
    const { values } = parseArgs({
      options: { workspace: { type: "string" }, port: { type: "string" }, "no-open": { type: "boolean" } },
    });
    const port = Number(values.port ?? 7331);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new UsageError(`start: --port ${values.port}, a whole number from 0 to 65535 is needed`);
    }
    return {
      workspace: values.workspace ?? process.env.BLANKFILE_WORKSPACE,
      port,
      open: values["no-open"] !== true,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `start: ${(error as Error).message} The flags are --workspace, --port and --no-open.`,
    );
  }
}

/** The folder to work in. Only the usual one is made unasked. */
function workspaceFolder(given: string | undefined): string {
  const folder = path.resolve(given ?? usual);
  if (existsSync(path.join(folder, ".blankfile", "workspace.json"))) return folder;
  if (given !== undefined) {
    throw new UsageError(`start: ${folder} is no workspace; make it one with: npx blankfile init ${given}`);
  }
  const init = [path.join(root, "apps", "cli", "src", "main.ts"), "init", folder, "--quiet"];
  const { status, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...init]);
  if (status !== 0)
    throw new Error(`start: no workspace could be made in ${folder}: ${String(stderr).trim()}`);
  console.log(`Made a workspace in ${folder}.`);
  return folder;
}

/** Whether a browser could show up: on Linux only with a screen. */
function hasScreen(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

try {
  const { workspace, port, open: wanted } = options();
  const folder = workspaceFolder(workspace);
  await buildSite();
  const server = await start({ workspace: folder, port, onProblem: (error) => console.error(error) });
  if (server.workspace.problem !== undefined) console.error(server.workspace.problem);
  if (server.port !== port && port !== 0) console.log(`Port ${port} is taken.`);
  console.log(`\nBlankfile: ${server.url}\nWorkspace: ${server.workspace.path}\nStop it with Ctrl+C.`);
  if (process.stdin.isTTY) {
    console.log("Press Enter for another address: each one opens one browser.");
    process.stdin.on("data", () => console.log(server.newUrl()));
  }
  if (wanted && process.env.CI === undefined && hasScreen()) open(server.url).catch(() => {});

  const stop = () => {
    server.close().then(() => process.exit(0));
    setTimeout(() => process.exit(0), 2000).unref();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
