import { symlinkSync } from "node:fs";
import path from "node:path";
import { encodePng, histogram, image } from "@blankfile/tracking";
import { init, writeArtifact } from "@blankfile/tracking/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, type Page, until } from "../server.fixture.ts";

let page: Page;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const get = (url: string) =>
  fetch(`${page.started.address}${url}`, { headers: { cookie: page.cookie }, redirect: "manual" });

it("a run's values and artifacts are served: images as images, anything else as a download", async () => {
  const start = {
    workspace: page.place.workspace,
    experiment: "nn/digits-mlp",
    config: {},
    seed: 1,
    code: {},
  };
  const run = await init(start);
  const noise = Uint8Array.from({ length: 30_000 }, (_, i) => (i * i * 2654435761) >>> 13);
  const png = await encodePng({ width: 100, height: 100, channels: 3, data: noise });
  run.log({ wide: image(png), weights: histogram([1, 2], 1) }, { step: 1 });
  run.logArtifact("page.html", bytes("<script>alert(1)</script>"), { mediaType: "text/html" });
  run.config({ parameters: 3 });
  await run.finish();
  await until(async () => (await page.get(`/api/runs/${run.id}`)).body.row?.state === "finished");
  const { body } = await page.get(`/api/runs/${run.id}`);
  expect(body.row.config).toEqual({ parameters: 3 });
  expect(body.values.map(({ name }: { name: string }) => name)).toEqual(["wide", "weights"]);
  expect(body.artifacts).toMatchObject([{ name: "page.html", type: "file" }]);

  const shown = await get(`/api/runs/${run.id}/artifacts/${body.values[0].value.artifact}`);
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(new Uint8Array(png));

  const saved = await get(`/api/runs/${run.id}/artifacts/${body.artifacts[0].hash}`);
  expect(saved.headers.get("content-type")).toBe("application/octet-stream");
  expect(saved.headers.get("content-disposition")).toBe("attachment");
  expect(saved.headers.get("content-security-policy")).toContain("default-src 'none'");

  const outside = writeArtifact(page.place.workspace, bytes("not the run's"));
  symlinkSync(
    path.join(page.place.workspace, "artifacts", outside),
    path.join(run.folder, "artifacts", outside),
  );
  for (const wrong of [outside, "0".repeat(64), "..%2f..%2frun.json", "run.json", "%2fetc%2fpasswd"]) {
    const { status } = await get(`/api/runs/${run.id}/artifacts/${wrong}`);
    expect(status).toBe(404);
  }
});
