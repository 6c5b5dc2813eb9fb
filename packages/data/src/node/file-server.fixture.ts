import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that answers its n-th request with the n-th of `answers`, and from then on with the last. */
export function serve(...answers: Answer[]) {
  return serveOn(0, ...answers);
}

/** The same on a port of one's choice. */
export async function serveOn(onPort: number, ...answers: Answer[]) {
  const requests: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    answers[Math.min(requests.length, answers.length) - 1]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(onPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/file`,
    /** The headers of each request. */
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface FileAnswer {
  etag?: string;
  /** Cut the connection after so many bytes of the body, once `cutNow` is called. */
  cutAfter?: number;
  /** Say nothing more after so many bytes. */
  silentAfter?: number;
  ignoreRange?: boolean;
}

/** As a good file server answers: ranges, If-Range; and where told, as a bad one. */
export function file(
  bytes: Uint8Array,
  { etag, cutAfter, silentAfter, ignoreRange }: FileAnswer = {},
): Answer {
  return (request, response) => {
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const version = request.headers["if-range"];
    const partial = asked && !ignoreRange && (version === undefined || version === etag);
    const start = partial ? Number(asked[1]) : 0;
    if (etag) response.setHeader("etag", etag);
    if (start >= bytes.length && partial) {
      response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
      return;
    }
    const body = bytes.subarray(start);
    if (partial) response.setHeader("content-range", `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
    response.writeHead(partial ? 206 : 200, { "content-length": body.length });
    const sent = cutAfter ?? silentAfter;
    if (sent === undefined || sent >= body.length) response.end(body);
    else if (cutAfter === undefined) response.write(body.subarray(0, sent));
    else writeThenCut(response, body.subarray(0, sent));
  };
}

const waiting = new Set<ServerResponse>();

/** Sends bytes, and cuts the connection when the other side says by `cutNow` that it has them: a cut may overtake bytes on their way. */
export function writeThenCut(response: ServerResponse, bytes: Uint8Array): void {
  if (bytes.length === 0) response.destroy();
  else response.write(bytes, () => waiting.add(response));
}

export function cutNow(): void {
  for (const response of waiting) response.destroy();
  waiting.clear();
}

export function status(code: number): Answer {
  return (_, response) => response.writeHead(code).end("no");
}
