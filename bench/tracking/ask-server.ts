import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A server as a process of its own, with a session. */
export interface AskedServer {
  origin: string;
  cookies: { name: string; value: string; url: string }[];
  /** Milliseconds from its start to its first answer. */
  startedMs: number;
  get(route: string): Promise<{ body: string; ms: number }>;
  /** Hears its events until `close`; `heard` gets what came. */
  listen(heard: (text: string) => void): Promise<{ close(): void }>;
  /** Resident memory now and at its highest, in MB. */
  memory(): { now: number; highest: number };
  close(): void;
}

export async function askServer(workspace: string): Promise<AskedServer> {
  const begun = performance.now();
  const file = path.join(import.meta.dirname, "server-child.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, workspace], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const close = () => child.kill("SIGKILL");
  process.once("exit", close);
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.once("data", (bytes: Buffer) => resolve(String(bytes).trim()));
  });
  const { origin } = new URL(url);
  const opened = await fetch(url, { redirect: "manual" });
  const pairs = opened.headers.getSetCookie().map((one) => one.split(";")[0]!);
  const headers = { cookie: pairs.join("; ") };
  return {
    origin,
    cookies: pairs.map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin };
    }),
    startedMs: performance.now() - begun,
    async get(route) {
      const from = performance.now();
      const answer = await fetch(`${origin}${route}`, { headers });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${route}: ${answer.status} ${body.slice(0, 200)}`);
      return { body, ms: performance.now() - from };
    },
    async listen(heard) {
      const stop = new AbortController();
      const answer = await fetch(`${origin}/api/events`, { headers, signal: stop.signal });
      if (!answer.ok) throw new Error(`/api/events: ${answer.status} ${await answer.text()}`);
      void hear(answer.body!, heard);
      return { close: () => stop.abort() };
    },
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
      return { now: megabytes("VmRSS"), highest: megabytes("VmHWM") };
    },
    close,
  };
}

async function hear(body: ReadableStream<Uint8Array>, heard: (text: string) => void): Promise<void> {
  try {
    const decoder = new TextDecoder();
    for await (const bytes of body) heard(decoder.decode(bytes, { stream: true }));
  } catch {
    // The listener was closed.
  }
}

/** Milliseconds from the start of the server until it knows so many runs. */
export async function untilIndexed(server: AskedServer, runs: number): Promise<number> {
  const begun = performance.now() - server.startedMs;
  for (;;) {
    const { total } = JSON.parse((await server.get("/api/runs?limit=1")).body) as { total: number };
    if (total >= runs) return performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
