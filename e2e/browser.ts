import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { ensureChromium } from "./chromium.ts";

/** A headless browser that speaks to nobody but the pages under test. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

export interface StaticSite {
  address: string;
  /** Paths asked for, in order. */
  requests: string[];
  /** Paths answered with another text than the folder's, from now on. */
  altered: Map<string, string>;
  close(): Promise<void>;
}

/** Serves a folder as a plain static host does: no special headers, 404.html for what is not there. */
export async function serveStatic(folder: string, base = ""): Promise<StaticSite> {
  const requests: string[] = [];
  const altered = new Map<string, string>();
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    requests.push(asked);
    const inside = asked.startsWith(base) ? asked.slice(base.length) : undefined;
    let file = inside === undefined ? "" : path.join(folder, path.normalize(`/${inside}`));
    if (inside !== undefined && existsSync(file) && statSync(file).isDirectory())
      file = path.join(file, "index.html");
    if (inside !== undefined && !existsSync(file) && existsSync(`${file}.html`)) file = `${file}.html`;
    const found = file !== "" && existsSync(file);
    if (!found) file = path.join(folder, "404.html");
    response.writeHead(found ? 200 : 404, {
      "content-type": types[path.extname(file)] ?? "application/octet-stream",
    });
    const other = altered.get(asked);
    if (other !== undefined) response.end(other);
    else if (existsSync(file)) createReadStream(file).pipe(response);
    else response.end("not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${base}`,
    requests,
    altered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
