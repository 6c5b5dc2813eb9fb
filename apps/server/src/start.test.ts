import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { init } from "@blankfile/tracking/node";
import { afterEach, expect, it } from "vitest";
import { listen, openPage, type Page, until } from "./server.fixture.ts";

const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
async function open(...options: Parameters<typeof openPage>): Promise<Page> {
  const page = await openPage(...options);
  pages.push(page);
  return page;
}

it("takes the next port where the wanted one is taken", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as { port: number };
  const page = await open({ port });
  expect(page.started.port).not.toBe(port);
  expect(page.started.address).toBe(`http://127.0.0.1:${page.started.port}`);
  expect((await page.get("/api/workspace")).status).toBe(200);
  taken.close();
});

it("is reached on this machine's own address only", async () => {
  const page = await open();
  const address = await fetch(page.started.address.replace("127.0.0.1", "127.0.0.2")).catch((error) => error);
  expect(address).toBeInstanceOf(Error);
});

it("two servers on one workspace both work: a run and an event of either reach the pages of both", async () => {
  const first = await open();
  const second = await open({}, first.place);
  const streams = await Promise.all([listen(first), listen(second)]);
  const run = await init({
    workspace: first.place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
  });
  for (let step = 1; step <= 200; step++) {
    run.log({ loss: 1 / step }, { step });
    if (step % 20 === 0) await run.flush();
  }
  await run.finish();
  for (const page of [first, second])
    await until(async () => (await page.get(`/api/runs/${run.id}`)).body.row?.state === "finished");
  for (const page of [first, second]) {
    const { body } = await page.get(`/api/runs/${run.id}/metrics`);
    expect(body.points).toHaveLength(200);
  }
  for (const stream of streams) {
    await until(
      () =>
        new Set(stream.of("metrics").flatMap(({ data }) => data.points.map((p: { step: number }) => p.step)))
          .size === 200,
    );
    await until(() => stream.of("run").at(-1)?.data.state === "finished");
  }

  const claim = { id: "a", at: 1, kind: "claim", topic: "chain-rule" };
  const twice = await Promise.all(
    [first, second].map((page) => page.send("POST", "/api/progress", { events: [claim] })),
  );
  expect(twice.map(({ body }) => body.added).sort()).toEqual([0, 1]);
  for (const stream of streams) await until(() => stream.of("progress").length > 0);
  const file = path.join(first.place.workspace, "progress.jsonl");
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
  for (const stream of streams) await stream.close();
});
