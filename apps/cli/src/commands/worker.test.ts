import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Learner } from "../blankfile.fixture.ts";

let learner: Learner;
beforeAll(() => {
  learner = new Learner();
});
afterAll(() => learner.gone());

it("a worker that is told to stop while Redis hangs ends by itself, and says what that means", {
  timeout: 240_000,
}, async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as { port: number };
  const worker = learner.start("worker", "--redis", `redis://127.0.0.1:${port}`, "--jobs", "1");
  let said = "";
  worker.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  while (!said.includes("Waiting for runs") || sockets.size === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  worker.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(said).toContain("Redis gave no answer in 10 s; what ended stands in the runs' folders");
  for (const socket of sockets) socket.destroy();
  silent.close();
});
