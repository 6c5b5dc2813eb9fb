import { init } from "@blankfile/tracking/node";
import { expect, it } from "vitest";
import { openPage, until } from "./server.fixture.ts";

const day = 86_400_000;

it("the server's clock jumps by a day either way: a run that goes on is running, the list keeps its order, and no duration is negative", async () => {
  let jump = 0;
  const page = await openPage({ clock: () => Date.now() + jump });
  const options = { workspace: page.place.workspace, experiment: "nn/digits-mlp", seed: 1, code: {} };
  const run = await init({ ...options, config: {}, id: "20261104-090507-mlp-0002" });
  const older = await init({ ...options, config: {}, id: "20261103-090507-mlp-0001" });
  await older.finish();
  let step = 0;
  for (jump of [0, day, -day, 0]) {
    run.log({ loss: 1 }, { step: ++step });
    await run.flush();
    await until(async () => (await page.get(`/api/runs/${run.id}`)).body.row?.step === step);
    const { runs } = (await page.get("/api/runs")).body as {
      runs: { id: string; state: string; createdAt: number; updatedAt: number }[];
    };
    expect(runs.map(({ id, state }) => [id, state])).toEqual([
      [run.id, "running"],
      [older.id, "finished"],
    ]);
    for (const { createdAt, updatedAt } of runs) expect(updatedAt).toBeGreaterThanOrEqual(createdAt);
  }
  await run.finish();
  await page.close();
});

it("a trainer's clock that goes back by a day takes no point away and sends none twice", async () => {
  const page = await openPage();
  let jump = 0;
  const run = await init({
    workspace: page.place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
    clock: () => Date.now() + jump,
  });
  for (let step = 1; step <= 300; step++) {
    jump = step > 100 && step <= 200 ? -day : 0;
    run.log({ loss: step }, { step });
    if (step % 50 === 0) await run.flush();
  }
  await run.finish();
  await until(async () => (await page.get(`/api/runs/${run.id}`)).body.row?.state === "finished");
  const { points } = (await page.get(`/api/runs/${run.id}/metrics`)).body as { points: { step: number }[] };
  expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  await page.close();
});
