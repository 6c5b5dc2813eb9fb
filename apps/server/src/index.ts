export { createServer, type Server, type ServerOptions } from "./create-server.ts";
export { type Started, type StartOptions, start } from "./start.ts";
