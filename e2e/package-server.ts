import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire, stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";

const packages = path.join(import.meta.dirname, "../packages");

export interface PackageServer {
  origin: string;
  close(): void;
}

/** As a module: its file is one of CommonJS. */
function papaparse(): string {
  const file = createRequire(path.join(packages, "data/package.json")).resolve("papaparse");
  return `const module = { exports: {} }, exports = module.exports;\n${readFileSync(file, "utf8")}\nexport default module.exports;`;
}

/**
 * Serves an empty page, the packages' sources with their types taken off, and `scripts` by their paths; "@blankfile/nn" becomes the address of
 * its index.
 */
export async function servePackages(scripts: Record<string, string>): Promise<PackageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(packages, path.normalize(pathname));
    const send = (type: string, body: string) => response.writeHead(200, { "content-type": type }).end(body);
    const code = (text: string) =>
      send(
        "text/javascript",
        text
          .replaceAll(/from "@blankfile\/(\w+)"/g, 'from "/$1/src/index.ts"')
          .replaceAll('from "papaparse"', 'from "/papaparse.js"'),
      );
    if (pathname === "/") send("text/html", "<!doctype html><title>packages</title>");
    else if (pathname === "/papaparse.js") send("text/javascript", papaparse());
    else if (scripts[pathname] !== undefined) code(scripts[pathname]);
    else if (existsSync(file)) code(stripTypeScriptTypes(readFileSync(file, "utf8")));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
