import { createHash } from "node:crypto";
import { memoryRun } from "@blankfile/tracking";
import { init } from "@blankfile/tracking/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPage, type Page, until } from "../server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const start = (seed: number) =>
  init({ workspace: page.place.workspace, experiment: "nn/digits-mlp", config: {}, seed, code: {} });

describe("lineage", () => {
  it("names the runs of the workspace that made the bytes, and those that used them", async () => {
    const bytes = new TextEncoder().encode("weights");
    const maker = await start(1);
    maker.logArtifact("model", bytes, { step: 7 });
    await maker.finish();
    const user = await start(2);
    user.use(`${maker.id}:model`);
    await user.finish();
    const ask = async () => (await page.get(`/api/artifacts/${sha(bytes)}`)).body;
    await until(async () => (await ask()).used?.length === 1);
    expect(await ask()).toEqual({
      hash: sha(bytes),
      made: [{ run: maker.id, name: "model", step: 7 }],
      used: [{ run: user.id, name: "model" }],
    });
  });

  it("of bytes that nobody knows is empty, and of what is no SHA-256 is not found", async () => {
    expect((await page.get(`/api/artifacts/${"0".repeat(64)}`)).body).toMatchObject({ made: [], used: [] });
    for (const word of ["x", "%25", "A".repeat(64), `${"0".repeat(63)}%25`])
      expect((await page.get(`/api/artifacts/${word}`)).status).toBe(404);
  });
});

describe("the artifacts of a browser's run", () => {
  function made() {
    let now = Date.UTC(2026, 10, 30);
    const run = memoryRun({
      experiment: "lab/chain-rule",
      config: {},
      seed: 3,
      clock: () => now++,
      random: crypto.getRandomValues(new Uint8Array(4)),
    });
    run.logArtifact("weights", new TextEncoder().encode("abc"));
    run.finish();
    const artifacts = { [sha(new TextEncoder().encode("abc"))]: btoa("abc") };
    return { record: run.record, events: run.events, artifacts };
  }
  const send = (body: unknown) => page.send("POST", "/api/runs/import", body);

  it("arrive with it", async () => {
    const run = made();
    expect((await send(run)).status).toBe(200);
    const [hash] = Object.keys(run.artifacts);
    const answer = await page.get(`/api/runs/${run.record.id}/artifacts/${hash}`);
    expect([answer.status, answer.body]).toEqual([200, "abc"]);
  });

  const refused: [string, (artifacts: Record<string, string>) => unknown, string][] = [
    ["other bytes", (given) => ({ [Object.keys(given)[0]!]: btoa("abd") }), "have another SHA-256"],
    ["no base64", (given) => ({ [Object.keys(given)[0]!]: "§" }), "it is no base64"],
    ["a path", () => ({ "../../../escaped": btoa("abc") }), "no event names it"],
    ["a list", () => [1], "needed an object"],
  ];
  for (const [name, change, reason] of refused)
    it(`with ${name} are refused, and nothing is written`, async () => {
      const run = made();
      const answer = await send({ ...run, artifacts: change(run.artifacts) });
      expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(reason)]);
      expect((await page.get(`/api/runs/${run.record.id}`)).status).toBe(404);
    });
});
