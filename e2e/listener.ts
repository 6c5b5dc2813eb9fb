import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of somebody else: it would answer anybody, and notes what reaches it. */
export interface Listener {
  address: string;
  /** Paths asked for, in order. */
  arrived: string[];
  close(): Promise<void>;
}

export async function listen(): Promise<Listener> {
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    arrived.push(request.url ?? "");
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" });
    response.end("1");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
