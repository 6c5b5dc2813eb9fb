import { createServer, type Server, type ServerOptions } from "./create-server.ts";

export interface StartOptions extends ServerOptions {
  /** The port to try first; 7331 unless told. Where it is taken, the next ones follow, and at last any free one. */
  port?: number;
}

export interface Started {
  /** "http://127.0.0.1:7331". */
  address: string;
  port: number;
  /** The address that opens a session in the browser, once. */
  url: string;
  /** Another such address. */
  newUrl: () => string;
  /** The workspace's folder, and why it cannot be read or written, if so. */
  workspace: { path: string; problem: string | undefined };
  close: () => Promise<void>;
}

const usualPort = 7331;

/** Starts the server on this machine's own address, which no other machine reaches. Prints nothing. */
export async function start(options: StartOptions = {}): Promise<Started> {
  const server = await createServer(options);
  let port: number;
  try {
    port = await listen(server, options.port ?? usualPort);
  } catch (error) {
    await server.app.close();
    throw error;
  }
  const address = `http://127.0.0.1:${port}`;
  const newUrl = () => `${address}/open?token=${server.session.newToken()}`;
  return {
    address,
    port,
    url: newUrl(),
    newUrl,
    workspace: { path: server.workspace.path, problem: server.workspace.writeProblem() },
    close: () => server.app.close(),
  };
}

async function listen({ app }: Server, first: number): Promise<number> {
  await app.ready();
  const ports = first === 0 ? [0] : [...Array.from({ length: 20 }, (_, i) => first + i), 0];
  for (const port of ports) {
    if (port > 65_535) continue;
    try {
      await app.listen({ port, host: "127.0.0.1" });
      break;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (port === 0 || (code !== "EADDRINUSE" && code !== "EACCES")) throw error;
    }
  }
  const address = app.server.address();
  if (address === null || typeof address === "string")
    throw new Error("server: it has no address to listen on");
  return address.port;
}
