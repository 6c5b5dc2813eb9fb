/** What the tests of this room share: a workspace, a site and a server in a temporary folder, and a reader of its events. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Started, type StartOptions, start } from "./start.ts";

export const framePolicy = "default-src 'none'; script-src 'sha256-abc=' blob:";

export interface Place {
  root: string;
  workspace: string;
  site: string;
  content: string;
  experiments: string;
}

/** A temporary folder with everything that a server looks at. */
export function makePlace(): Place {
  const root = mkdtempSync(path.join(tmpdir(), "blankfile-server-"));
  const place = { root } as Place;
  for (const name of ["workspace", "site", "content", "experiments"] as const)
    place[name] = path.join(root, name);
  const files: Record<string, string> = {
    "site/index.html": "<!doctype html><title>Home</title>",
    "site/404.html": "<!doctype html><title>No such page</title>",
    "site/topics/chain-rule/index.html": "<!doctype html><title>Chain rule</title>",
    "site/_astro/app.abc123.js": "export {};",
    "site/data/digits.bin": "\0\x01",
    "site/sandbox/frame.html": `<!doctype html><meta http-equiv="Content-Security-Policy" content="${framePolicy}">`,
    "content/exercises/softmax/exercise.md": "---\ntitle: Softmax\n---\n",
    "experiments/package.json": '{"type":"module"}',
    "secret.txt": "secret",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  makeWorkspace(place.workspace);
  return place;
}

/** What `blankfile init` makes, as far as the server cares. */
export function makeWorkspace(folder: string): void {
  mkdirSync(path.join(folder, ".blankfile"), { recursive: true });
  mkdirSync(path.join(folder, "runs"), { recursive: true });
  writeFileSync(path.join(folder, ".blankfile", "workspace.json"), '{"format":1}\n');
}

export interface Page {
  started: Started;
  place: Place;
  cookie: string;
  get: (route: string) => Promise<Answer>;
  send: (method: "POST" | "PUT", route: string, body: unknown) => Promise<Answer>;
  close: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in an answer.
type Answer = { status: number; body: any; headers: Headers };

/** Starts a server and opens it as a browser does. */
export async function openPage(options: StartOptions = {}, place = makePlace()): Promise<Page> {
  const started = await start({ ...place, port: 0, ...options });
  const opened = await fetch(started.url, { redirect: "manual" });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const call = async (route: string, init: RequestInit) => {
    const response = await fetch(started.address + route, { ...init, headers: { cookie, ...init.headers } });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    started,
    place,
    cookie,
    get: (route) => call(route, {}),
    send: (method, route, body) =>
      call(route, {
        method,
        headers: { "content-type": "application/json", origin: started.address },
        body: JSON.stringify(body),
      }),
    close: async () => {
      await started.close();
      rmSync(place.root, { recursive: true, force: true });
    },
  };
}

/** A request with any headers and an unchanged path, which `fetch` would not send. */
export function raw(
  address: string,
  options: { path: string; method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; text: string; headers: IncomingMessage["headers"] }> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({
      hostname,
      port,
      method: options.method ?? "GET",
      path: options.path,
      headers: options.headers ?? {},
    });
    sent.once("error", reject);
    sent.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => resolve({ status: response.statusCode!, text, headers: response.headers }));
    });
    sent.end(options.body);
  });
}

export interface ServerEvent {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  data: any;
  id: string | undefined;
}

/** Reads server-sent events until it is closed. */
export async function listen(page: Page, options: { lastEventId?: string; after?: string } = {}) {
  const events: ServerEvent[] = [];
  const stop = new AbortController();
  const query = options.after === undefined ? "" : `?after=${options.after}`;
  const response = await fetch(`${page.started.address}/api/events${query}`, {
    headers: { cookie: page.cookie, ...(options.lastEventId && { "last-event-id": options.lastEventId }) },
    signal: stop.signal,
  });
  const ended = read(response.body!, events).catch(() => {});
  return {
    response,
    events,
    of: (name: string) => events.filter((event) => event.name === name),
    close: async () => {
      stop.abort();
      await ended;
    },
  };
}

async function read(body: ReadableStream<Uint8Array>, events: ServerEvent[]): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of body) {
    const blocks = (text + decoder.decode(part, { stream: true })).split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const data = field("data");
      if (data !== undefined)
        events.push({
          name: field("event")!,
          data: JSON.parse(data),
          id: field("id"),
        });
    }
  }
}

/** Waits until something holds; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
