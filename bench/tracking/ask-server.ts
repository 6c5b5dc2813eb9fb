import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A server as a process of its own, with a session. */
export interface Asked {
  child: ChildProcess;
  /** Milliseconds from its start to its first answer. */
  startedMs: number;
  get(route: string): Promise<{ body: string; ms: number }>;
  /** Hears its events until `close`; `heard` gets each event's text. */
  listen(heard: (text: string) => void): Promise<{ close(): void }>;
  /** Resident memory now and at its highest, in MB. */
  memory(): { now: number; highest: number };
  close(): void;
}

export async function askServer(workspace: string): Promise<Asked> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path.join(import.meta.dirname, "server-child.ts"), workspace],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout!.once("data", (bytes: Buffer) => resolve(String(bytes).trim()));
  });
  const { origin } = new URL(url);
  const opened = await fetch(url, { redirect: "manual" });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const asked: Asked = {
    child,
    startedMs: performance.now() - begun,
    async get(route) {
      const from = performance.now();
      const answer = await fetch(`${origin}${route}`, { headers: { cookie } });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${route}: ${answer.status} ${body.slice(0, 200)}`);
      return { body, ms: performance.now() - from };
    },
    async listen(heard) {
      const stop = new AbortController();
      const answer = await fetch(`${origin}/api/events`, { headers: { cookie }, signal: stop.signal });
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      const read = async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          heard(value);
        }
      };
      read().catch(() => {});
      return { close: () => stop.abort() };
    },
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
      return { now: megabytes("VmRSS"), highest: megabytes("VmHWM") };
    },
    close: () => child.kill("SIGKILL"),
  };
  return asked;
}
