import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HttpError } from "./http-error.ts";
import { siteHeaders } from "./page-headers.ts";

/** The built pages. What is not there gets the site's own page 404, and the interface's form of it below /api/. */
export async function serveSite(app: FastifyInstance, site: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.resolve(site),
    prefix: "/",
    index: "index.html",
    redirect: true,
    dotfiles: "ignore",
    cacheControl: false,
    setHeaders: (reply, file) => {
      reply.headers(siteHeaders(file.replaceAll("\\", "/")));
    },
  });
  app.setNotFoundHandler(async (request, reply) => notFound(request, reply, site));
}

async function notFound(request: FastifyRequest, reply: FastifyReply, site: string): Promise<FastifyReply> {
  const isPage = request.method === "GET" && !request.url.startsWith("/api/");
  if (!isPage)
    throw new HttpError(
      404,
      `${request.method} ${request.url.slice(0, 200)}: there is no such route, needed one of apps/server/README.md`,
    );
  if (!existsSync(path.join(site, "index.html")))
    throw new HttpError(
      503,
      "site: the pages are not built, needed apps/web/dist; build them with: npm run build",
    );
  const file = path.join(site, "404.html");
  reply.status(404).headers(siteHeaders(file.replaceAll("\\", "/")));
  if (!existsSync(file)) return reply.type("text/plain; charset=utf-8").send("There is no such page.\n");
  return reply.type("text/html; charset=utf-8").send(await readFile(file));
}
