import type { FastifyRequest } from "fastify";
import { HttpError } from "./http-error.ts";

const names = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets through only what this server's own pages, or a program on this machine, ask for. The Host must be a name of
 * this machine: a foreign name that was made to point here (DNS rebinding) is refused. A foreign Origin may neither
 * change anything nor read the interface.
 */
export async function sameSiteOnly(request: FastifyRequest): Promise<void> {
  const { localPort } = request.socket;
  const hosts = names.flatMap((name) => (localPort === 80 ? [name, `${name}:80`] : [`${name}:${localPort}`]));
  const host = String(request.headers.host ?? "").toLowerCase();
  if (!hosts.includes(host))
    throw new HttpError(
      403,
      `host: given ${JSON.stringify(host.slice(0, 100))}, needed ${hosts[0]} or ${hosts[1]}`,
    );

  const isSafe = request.method === "GET" || request.method === "HEAD";
  if (isSafe && !request.url.startsWith("/api/")) return;
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`)
    throw new HttpError(403, `origin: given ${JSON.stringify(origin.slice(0, 100))}, needed http://${host}`);
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new HttpError(
      403,
      `origin: given a request from another site (${String(site).slice(0, 40)}), needed one of this server's pages`,
    );
}
