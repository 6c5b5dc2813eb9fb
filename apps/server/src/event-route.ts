import type { FastifyInstance } from "fastify";
import type { EventStream } from "./event-stream.ts";
import { HttpError } from "./http-error.ts";
import { dataHeaders } from "./page-headers.ts";

const mostReaders = 500;

/** `GET /api/events`: goes on behind `Last-Event-ID`, or `after` for the first time. */
export function eventRoute(app: FastifyInstance, stream: EventStream): void {
  app.get<{ Querystring: { after?: string } }>("/api/events", async (request, reply) => {
    if (stream.size >= mostReaders)
      throw new HttpError(
        503,
        `events: ${stream.size} streams are open already, needed one of them to close`,
      );
    reply.hijack();
    reply.raw.writeHead(200, { ...dataHeaders(), "content-type": "text/event-stream; charset=utf-8" });
    await stream.add(reply.raw, request.headers["last-event-id"] ?? request.query.after);
  });
}
