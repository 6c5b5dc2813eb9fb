/** A server in a process of its own, which tests kill, halt and starve. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { listen, type Page } from "./server.fixture.ts";

const script = path.join(import.meta.dirname, "server-process.fixture.ts");
const command = [process.execPath, "--disable-warning=ExperimentalWarning", script];
const all = new Set<ChildProcess>();

export interface ServerChild {
  pid: number;
  address: string;
  cookie: string;
  call: (route: string, init?: RequestInit) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** Its events, as a page hears them; `address` where they come another way. */
  listen: (options?: { lastEventId?: string; after?: string; address?: string }) => ReturnType<typeof listen>;
  kill: () => Promise<void>;
  signal: (signal: NodeJS.Signals) => void;
  /** Memory that it holds, in bytes; Linux only. */
  memory: () => number;
}

/**
 * Starts a server on the folders below `root` and opens a session with it. With `disk`, its workspace is a disk of so many bytes, which no
 * other process sees and which is gone with it; what lies in `root/workspace` before is copied there.
 */
export async function openChild(root: string, options: { disk?: number } = {}): Promise<ServerChild> {
  const [program, ...args] = options.disk === undefined ? command : onSmallDisk(options.disk);
  const child = spawn(program!, [...args, root], { stdio: ["ignore", "pipe", "inherit"] });
  all.add(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("exit", () => reject(new Error("the server ended before it printed its address")));
  });
  const { origin: address } = new URL(url);
  const opened = await fetch(url, { redirect: "manual" });
  const cookie = opened.headers.getSetCookie()[0]!.split(";")[0]!;
  return {
    pid: child.pid!,
    address,
    cookie,
    call: async (route, init = {}) => {
      const headers = { cookie, "content-type": "application/json" };
      const response = await fetch(new URL(route, url), { ...init, headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    listen: ({ address: way = address, ...from } = {}) =>
      listen({ started: { address: way }, cookie } as Page, from),
    kill: async () => {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await closed;
      all.delete(child);
    },
    signal: (signal) => void child.kill(signal),
    memory: () => {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      return Number(kilobytes) * 1024;
    },
  };
}

/** For `afterAll`. */
export function killChildren(): void {
  for (const child of all) child.kill("SIGKILL");
  all.clear();
}

/** Whether processes here may have disks of their own: Linux, as root or with user namespaces. */
export const hasSmallDisks =
  process.platform === "linux" &&
  spawnSync("/usr/bin/unshare", [...namespace(), "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

function namespace(): string[] {
  return process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];
}

/** The root comes behind it as the last argument, `$1`. */
function onSmallDisk(bytes: number): string[] {
  const steps = [
    'cp -a "$1/workspace" "$1/before"',
    `mount -t tmpfs -o size=${bytes} none "$1/workspace"`,
    'cp -a "$1/before/." "$1/workspace"',
    `exec ${command.map((word) => `'${word}'`).join(" ")} "$1"`,
  ];
  return ["/usr/bin/unshare", ...namespace(), "sh", "-c", steps.join(" && "), "sh"];
}
