import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const quiet = "--disable-warning=ExperimentalWarning";

export interface Hub {
  /** The address that opens a session. */
  url: string;
  workspace: string;
  /** kill -9 on the server. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A fresh workspace and the real server on it, as `npm start` runs it, on a free port. */
export async function startHub(folder?: string): Promise<Hub> {
  const workspace = folder ?? path.join(mkdtempSync(path.join(tmpdir(), "blankfile-e2e-")), "workspace");
  execFileSync(process.execPath, [quiet, "apps/cli/src/main.ts", "init", workspace, "--quiet"], {
    cwd: root,
  });
  const args = [quiet, "scripts/start.ts", "--no-open", "--port", "0", "--workspace", workspace];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const url = await addressOf(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    workspace,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    close: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(path.dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      output += chunk;
      const found = /Blankfile: (http:\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) =>
      reject(new Error(`start: ended with ${code} before it had an address:\n${output}`)),
    );
  });
}
