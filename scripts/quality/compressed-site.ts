import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Already packed: gzip gains nothing. */
const packed = new Set([".woff2", ".png"]);

export interface CompressedSite {
  address: string;
  close(): Promise<void>;
}

/**
 * Serves a built site as static hosts do: text in gzip, which is made once before it is timed, and files named after their content kept
 * by the browser.
 */
export async function serveCompressed(folder: string): Promise<CompressedSite> {
  const made = new Map<string, { body: Buffer; headers: Record<string, string> }>();
  const answer = (asked: string) => {
    let file = path.join(folder, path.normalize(`/${asked}`));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!existsSync(file)) return undefined;
    const kept = made.get(file);
    if (kept) return kept;
    const extension = path.extname(file);
    const plain = readFileSync(file);
    const headers: Record<string, string> = {
      "content-type": types[extension] ?? "application/octet-stream",
      "cache-control": asked.includes("/_astro/") ? "max-age=31536000, immutable" : "no-cache",
    };
    if (!packed.has(extension)) headers["content-encoding"] = "gzip";
    const fresh = { body: packed.has(extension) ? plain : gzipSync(plain), headers };
    made.set(file, fresh);
    return fresh;
  };
  const server = createServer((request, response) => {
    const found = answer(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    response.writeHead(found ? 200 : 404, found?.headers ?? {});
    response.end(found?.body ?? "not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
