import type { FoldedRun } from "../folded-run.ts";
import type { ConfigValue } from "../run.ts";
import { redactRun } from "./redact-run.ts";

export interface MlflowOptions {
  /** "http://127.0.0.1:5000". */
  url: string;
  /** The run's own experiment unless told; made where it is not there. */
  experiment?: string;
  /** Sent as `Authorization: Bearer …`. */
  token?: string;
  fetch?: typeof fetch;
}

export interface MlflowExport {
  runId: string;
  metrics: number;
  /** What could not go as it is, in words: names with other characters, values cut, secrets taken out. */
  changed: string[];
}

/** What one call of `log-batch` takes (MLflow's REST API 2.0). */
const most = { metrics: 1000, params: 100, tags: 100 };
const longest = { key: 250, value: 6000 };
const statuses: Partial<Record<FoldedRun["state"], string>> = {
  finished: "FINISHED",
  failed: "FAILED",
  running: "RUNNING",
};

/** Sends a run to an MLflow server: its configuration as params, its points as metrics, what made it as tags. A second call makes a second run. */
export async function exportToMlflow(given: FoldedRun, options: MlflowOptions): Promise<MlflowExport> {
  const { run, found } = redactRun(given);
  const changed = found.map((what) => `secret taken out: ${what}`);
  const metrics = metricsOf(run, changed);
  const params = pairs(run.config, changed);
  const tags = pairs(tagsOf(run), changed);
  const experiment = await experimentId(options, options.experiment ?? run.record?.experiment ?? "blankfile");
  const started = run.record?.createdAt ?? run.updatedAt;
  const created = await call<{ run: { info: { run_id: string } } }>(options, "runs/create", {
    experiment_id: experiment,
    start_time: started,
    run_name: run.id,
  });
  const { run_id } = created.run.info;
  const calls = Math.max(
    Math.ceil(metrics.length / most.metrics),
    Math.ceil(params.length / most.params),
    Math.ceil(tags.length / most.tags),
  );
  // A call takes 1,000 of all kinds together: metrics go by 800, which leaves room for the others.
  const perCall = Math.min(most.metrics, 1000 - most.params - most.tags);
  for (let i = 0; i < Math.max(calls, Math.ceil(metrics.length / perCall)); i++)
    await call(options, "runs/log-batch", {
      run_id,
      metrics: metrics.slice(i * perCall, (i + 1) * perCall),
      params: params.slice(i * most.params, (i + 1) * most.params),
      tags: tags.slice(i * most.tags, (i + 1) * most.tags),
    });
  await call(options, "runs/update", {
    run_id,
    status: statuses[run.state] ?? "KILLED",
    ...(run.state !== "running" && { end_time: run.updatedAt }),
  });
  return { runId: run_id, metrics: metrics.length, changed };
}

function metricsOf(run: FoldedRun, changed: string[]) {
  const names = uniqueNames([...run.metrics.keys()], changed);
  return [...run.metrics].flatMap(([key, points]) =>
    points.map(({ value, at, step }) => ({ key: names.get(key)!, value, timestamp: Math.round(at), step })),
  );
}

function tagsOf({ record, id, state }: FoldedRun): Record<string, ConfigValue> {
  const { seed, group, sweep, command, code, prediction } = record ?? {};
  return {
    "blankfile.run": id,
    "blankfile.state": state,
    ...(seed !== undefined && { "blankfile.seed": seed }),
    ...(group !== undefined && { "blankfile.group": group }),
    ...(sweep !== undefined && { "blankfile.sweep": sweep }),
    ...(command !== undefined && { "blankfile.command": command }),
    ...(code?.commit !== undefined && { "mlflow.source.git.commit": code.commit }),
    ...(prediction && { "blankfile.prediction": prediction.text }),
  };
}

function pairs(values: Record<string, ConfigValue>, changed: string[]): { key: string; value: string }[] {
  const names = uniqueNames(Object.keys(values), changed);
  return Object.entries(values).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (text.length > longest.value)
      changed.push(`${key}: cut from ${text.length} to ${longest.value} characters`);
    return { key: names.get(key)!, value: text.slice(0, longest.value) };
  });
}

/** MLflow takes letters, digits, `_ - . : /` and spaces, and no path that leads up; two names must not become one. */
function uniqueNames(keys: string[], changed: string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    const legal = key
      .replaceAll(/[^A-Za-z0-9_\-. :/]/g, "_")
      .replaceAll(/\.{2,}|\/{2,}|^\/|\/$/g, "_")
      .slice(0, longest.key - 4);
    let name = legal;
    for (let i = 2; taken.has(name); i++) name = `${legal}_${i}`;
    taken.add(name);
    names.set(key, name);
    if (name !== key) changed.push(`${JSON.stringify(key)} is called ${JSON.stringify(name)} there`);
  }
  return names;
}

async function experimentId(options: MlflowOptions, name: string): Promise<string> {
  const query = new URLSearchParams({ experiment_name: name });
  const there = await request(options, `experiments/get-by-name?${query}`);
  if (there.ok)
    return ((await there.json()) as { experiment: { experiment_id: string } }).experiment.experiment_id;
  if (there.status !== 404) throw await refusal("experiments/get-by-name", there);
  return (await call<{ experiment_id: string }>(options, "experiments/create", { name })).experiment_id;
}

async function call<Answer>(options: MlflowOptions, path: string, body: object): Promise<Answer> {
  const answer = await request(options, path, body);
  if (!answer.ok) throw await refusal(path, answer);
  return (await answer.json()) as Answer;
}

async function request(
  { url, token, fetch: send = fetch }: MlflowOptions,
  path: string,
  body?: object,
): Promise<Response> {
  const address = `${url.replace(/\/+$/, "")}/api/2.0/mlflow/${path}`;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return await send(address, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json", ...authorization },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    const { cause, message } = error as Error;
    throw new Error(
      `mlflow: ${url} does not answer (${(cause as Error | undefined)?.message ?? message}), a running server is needed`,
    );
  }
}

async function refusal(path: string, answer: Response): Promise<Error> {
  const text = (await answer.text()).slice(0, 300);
  return new Error(`mlflow: ${path} was answered by ${answer.status}, needed 200: ${text}`);
}
