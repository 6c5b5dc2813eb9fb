import { createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { queueWorker } from "./bullmq.ts";

const programs = { workspace: "/nowhere", experiment: () => [], blankfile: () => [] };

it("a worker is closed in time where Redis accepts and never answers, and says so", async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as { port: number };
  const said: string[] = [];
  const worker = queueWorker(programs, {
    redis: `redis://127.0.0.1:${port}`,
    jobs: 1,
    say: (line) => said.push(line),
    closeMs: 300,
  });
  while (sockets.size < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const began = performance.now();
  expect(await worker.close()).toBe(false);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(said).toEqual(["Redis gave no answer in 0.3 s; what ended stands in the runs' folders"]);
  for (const socket of sockets) socket.destroy();
  silent.close();
});

it("an address that is none is refused", () => {
  expect(() => queueWorker(programs, { redis: "localhost", say: () => {} })).toThrow(
    'redis: "localhost", an address such as redis://127.0.0.1:6379 is needed',
  );
});
