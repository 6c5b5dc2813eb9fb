import { randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HttpError } from "./http-error.ts";

/**
 * Who may use the interface: whoever opened an address with a token that the terminal printed. A token works once; what
 * stays is a cookie that scripts cannot read and other sites cannot send.
 */
export class Session {
  readonly #secret = randomBytes(32).toString("base64url");
  readonly #tokens = new Set<string>();

  /** A token for one more address. */
  newToken(): string {
    const token = randomBytes(32).toString("base64url");
    this.#tokens.add(token);
    return token;
  }

  /** Cookies do not know of ports: each server on this machine needs a name of its own. */
  #cookie(request: FastifyRequest): string {
    return `blankfile-session-${request.socket.localPort}`;
  }

  #isOpen(request: FastifyRequest): boolean {
    return isSame(request.cookies[this.#cookie(request)] ?? "", this.#secret);
  }

  /** For every route of the interface. */
  check = async (request: FastifyRequest): Promise<void> => {
    if (!this.#isOpen(request))
      throw new HttpError(
        401,
        "session: given no cookie of this server, needed one; open the address that npm start printed",
      );
  };

  route(app: FastifyInstance): void {
    const limit = { rateLimit: { max: 20, timeWindow: "1 minute" } };
    app.get<{ Querystring: { token?: string } }>("/open", { config: limit }, async (request, reply) => {
      if (!this.#isOpen(request)) this.#spend(String(request.query.token ?? ""), request);
      return this.#welcome(request, reply);
    });
  }

  #spend(given: string, request: FastifyRequest): void {
    // A browser that looks ahead must not use up what the reader is about to open.
    if (/prefetch|prerender/.test(String(request.headers["sec-purpose"] ?? request.headers.purpose ?? "")))
      throw new HttpError(503, "open: given a request ahead of time, needed one by the reader");
    const token = [...this.#tokens].find((one) => isSame(one, given));
    if (token === undefined)
      throw new HttpError(
        403,
        "open: given a token that is unknown or was used already, needed a new one; start again with: npm start",
      );
    this.#tokens.delete(token);
  }

  #welcome(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const options = { path: "/", sameSite: "strict" } as const;
    return reply
      .setCookie(this.#cookie(request), this.#secret, { ...options, httpOnly: true })
      .setCookie(`blankfile-${request.socket.localPort}`, "1", options)
      .header("cache-control", "no-store")
      .redirect("/", 302);
  }
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
