import { describe, expect, it } from "vitest";
import { exportToMlflow } from "./mlflow.ts";
import { exampleRun } from "./run.fixture.ts";

interface Batch {
  run_id: string;
  metrics: { key: string; value: unknown; timestamp: number; step: number }[];
  params: { key: string; value: string }[];
  tags: { key: string; value: string }[];
}

/** A server that holds callers to MLflow's REST contract: paths, required fields, limits of a call, legal names. */
function fakeServer(experiments: string[] = []) {
  const batches: Batch[] = [];
  const calls: string[] = [];
  let status: unknown;
  const answer = (body: object, code = 200) => new Response(JSON.stringify(body), { status: code });
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const name = url.pathname.replace("/api/2.0/mlflow/", "");
    const body = JSON.parse(String(init?.body ?? "{}"));
    calls.push(name);
    if (name === "experiments/get-by-name") {
      const wanted = url.searchParams.get("experiment_name")!;
      return experiments.includes(wanted)
        ? answer({ experiment: { experiment_id: "1" } })
        : answer({ error_code: "RESOURCE_DOES_NOT_EXIST" }, 404);
    }
    if (name === "experiments/create") return answer({ experiment_id: "2" });
    if (name === "runs/create") return answer({ run: { info: { run_id: `of-${body.experiment_id}` } } });
    if (name === "runs/update") {
      status = body.status;
      return answer({});
    }
    if (name !== "runs/log-batch") return answer({ error_code: "ENDPOINT_NOT_FOUND" }, 404);
    const { metrics, params, tags } = body as Batch;
    const all = [...metrics, ...params, ...tags];
    const isLegal = all.every(({ key }) => /^[\w\-. :/]{1,250}$/.test(key) && !key.includes(".."));
    if (metrics.length > 1000 || params.length > 100 || tags.length > 100 || all.length > 1000 || !isLegal)
      return answer({ error_code: "INVALID_PARAMETER_VALUE" }, 400);
    batches.push(body);
    return answer({});
  };
  return { send, batches, calls, status: () => status };
}

describe("a run on MLflow", () => {
  it("has its points, params, tags and state, in an experiment of its name", async () => {
    const server = fakeServer();
    const sent = await exportToMlflow(exampleRun(), { url: "http://localhost:5000/", fetch: server.send });
    expect(sent).toEqual({ runId: "of-2", metrics: 3, changed: [] });
    expect(server.calls).toEqual([
      "experiments/get-by-name",
      "experiments/create",
      "runs/create",
      "runs/log-batch",
      "runs/update",
    ]);
    const [batch] = server.batches;
    expect(batch!.metrics).toEqual([
      { key: "loss", value: 0.5, timestamp: 1_001_500, step: 1 },
      { key: "loss", value: "NaN", timestamp: 1_002_000, step: 300 },
      { key: "train/accuracy", value: 0.75, timestamp: 1_001_500, step: 1 },
    ]);
    expect(batch!.params).toEqual([{ key: "lr", value: "0.1" }]);
    expect(batch!.tags).toContainEqual({ key: "blankfile.seed", value: "7" });
    expect(server.status()).toBe("FINISHED");
  });

  it("goes in calls that the server takes, with nothing lost", async () => {
    const server = fakeServer(["nn/digits-mlp"]);
    const config = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`p${i}`, i]));
    const run = exampleRun({ config });
    const points = Array.from({ length: 2500 }, (_, step) => ({ step, value: step, at: step, attempt: 1 }));
    const { runId, metrics } = await exportToMlflow(
      { ...run, metrics: new Map([["loss", points]]) },
      { url: "http://x", fetch: server.send },
    );
    expect({ runId, metrics }).toEqual({ runId: "of-1", metrics: 2500 });
    expect(server.batches.flatMap((batch) => batch.metrics).map(({ step }) => step)).toEqual(
      points.map(({ step }) => step),
    );
    expect(server.batches.flatMap((batch) => batch.params)).toHaveLength(250);
  });

  it("says what it had to change: names, long values, secrets", async () => {
    const server = fakeServer();
    const config = { "lr (%)": 1, "lr [%]": 2, long: "x".repeat(7000), apiKey: "abcdef" };
    const { changed } = await exportToMlflow(exampleRun({ config }), { url: "http://x", fetch: server.send });
    expect(changed).toEqual([
      "secret taken out: config.apiKey (by its name)",
      '"lr (%)" is called "lr ___" there',
      '"lr [%]" is called "lr ____2" there',
      "long: cut from 7000 to 6000 characters",
    ]);
  });

  it("that the server refuses says what it answered", async () => {
    const refuse: typeof fetch = async () => new Response("no", { status: 403 });
    await expect(exportToMlflow(exampleRun(), { url: "http://x", fetch: refuse })).rejects.toThrow(
      "mlflow: experiments/get-by-name was answered by 403, needed 200: no",
    );
  });

  it("that does not answer is named, with what stood in the way", async () => {
    const refuse: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    };
    await expect(exportToMlflow(exampleRun(), { url: "http://x", fetch: refuse })).rejects.toThrow(
      "mlflow: http://x does not answer (connect ECONNREFUSED), a running server is needed",
    );
  });
});
