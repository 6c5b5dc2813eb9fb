import type { AsideLine, ProgressEvent } from "@blankfile/curriculum";
import type { SweepRecord, SweepReport } from "@blankfile/sweeps";
import type { MetricPoint, NonFinite, RunDetails, RunEvent, RunRecord, RunRow } from "@blankfile/tracking";
import { href } from "../shell/href.ts";

/**
 * Whether the page came from a Blankfile server. Read from a cookie, so that a static host gets no request. A cookie does
 * not know of ports, so a static copy on another port of this machine sees it too: there the first request shows that
 * there is no server, and `noServerHere` remembers it for the tab.
 */
export function serverHere(): boolean {
  if (typeof document === "undefined") return false;
  return document.cookie.split(/;\s*/).includes(`blankfile-${location.port}=1`) && !denied();
}

const deniedKey = "blankfile-no-server";

export function noServerHere(): void {
  try {
    sessionStorage.setItem(deniedKey, "1");
  } catch {
    // Storage denied: the next page asks again.
  }
}

function denied(): boolean {
  try {
    return sessionStorage.getItem(deniedKey) !== null;
  } catch {
    return false;
  }
}

/** The server answered with an error, or did not answer (`status` 0). The message is for the reader. */
export class ServerError extends Error {
  readonly status: number;
  /** The body of the answer, where it was JSON. */
  readonly body: unknown;

  constructor(message: string, status: number, body?: unknown) {
    super(message);
    this.name = "ServerError";
    this.status = status;
    this.body = body;
  }
}

export interface Workspace {
  name: string;
  path: string;
  writable: boolean;
  problem?: string;
}

export interface SavedExercise {
  text: string;
  hash: string;
}

export interface Experiment {
  name: string;
  question: string;
  command: string;
  expectation: string;
  minutes: number;
  /** The reference data that it reads, by folder; none where all is at hand. */
  data?: string;
}

/** A launch of an earlier server has neither state nor exit. */
export interface Launch {
  group: string;
  state?: "running" | "ended";
  exit?: number | string;
  log: string;
}

export interface MetricPage {
  cursor: string | number;
  points: MetricPoint[];
  /** Drop what earlier attempts logged behind these steps, then add the points. */
  cuts: { attempt: number; step: number }[];
  /** The points are all there are: what was known before is void. */
  reset: boolean;
  total: number;
}

export interface Lineage {
  hash: string;
  /** `name` is the artifact's in that run. */
  made: { run: string; name: string; step: number }[];
  used: { run: string; name?: string }[];
}

/** A sweep in a list. */
export interface SweepRow {
  id: string;
  createdAt: number;
  name: string;
  experiment: string;
  question?: string;
  method: string;
  metric: string;
  goal: "minimize" | "maximize";
  report: SweepReport;
  isDone: boolean;
  /** Why its files cannot be read. */
  damaged?: string;
}

/** A configuration of a sweep. */
export interface OpenTrial {
  number: number;
  params: Record<string, unknown>;
  bracket: number;
  /** The one that it is to reach. */
  rung: number;
  /** The mean over the seeds at each rung that it has reached, less is better; null where one failed or is no number. */
  costs: { rung: number; cost: number | null }[];
  runs: OpenTrialRun[];
}

export interface OpenTrialRun {
  /** Its run, once it has begun, stands in the list of runs under this id. */
  id: string;
  seed: number;
  /** Its seed chose nothing and judges the best. */
  heldOut: boolean;
  state: RunRow["state"] | "new";
  step: number;
  steps?: number;
  /** The last value of the sweep's metric. */
  value?: number | NonFinite;
  updatedAt: number;
}

export interface OpenSweep {
  record: SweepRecord;
  /** Shares of the steps at which trials are compared; 1 alone without rungs. */
  rungs: number[];
  trials: OpenTrial[];
  /** The trial that was run with the held-out seeds. */
  confirmed?: number;
  report: SweepReport;
  /** Whether nothing is left to decide or to run. */
  isDone: boolean;
}

/** The routes of `apps/server/README.md`. Each rejects with a ServerError. */
export const server = {
  workspace: () => get<Workspace>("/api/workspace"),

  /** `damaged`: lines of `progress.jsonl` that are no events of this version. */
  progress: () => get<{ events: ProgressEvent[]; damaged: AsideLine[] }>("/api/progress"),

  appendProgress: (events: readonly ProgressEvent[]) =>
    send<{ added: number }>("POST", "/api/progress", { events }),

  /** undefined where the workspace has no file for it yet. */
  exercise: async (slug: string): Promise<SavedExercise | undefined> => {
    const { text, hash } = await get<SavedExercise | { text: null; hash: null }>(
      `/api/exercises/${encodeURIComponent(slug)}`,
    );
    return text === null || hash === null ? undefined : { text, hash };
  },

  /** `hash` is that of the text last read, null for a new file. A ServerError of status 409 carries the file's text. */
  saveExercise: (slug: string, text: string, hash: string | null) =>
    send<SavedExercise>("PUT", `/api/exercises/${encodeURIComponent(slug)}`, { text, hash }),

  /** The newest `limit`, or the newest before a run; `total` is of all. */
  runs: (limit: number, before?: string) =>
    get<{ runs: RunRow[]; total: number }>(
      `/api/runs?limit=${limit}${before === undefined ? "" : `&before=${encodeURIComponent(before)}`}`,
    ),

  run: (id: string) => get<{ row: RunRow } & RunDetails>(`/api/runs/${encodeURIComponent(id)}`),

  /** Where the bytes of an artifact are: for `src` and `href`. */
  artifact: (run: string, hash: string) => href(`/api/runs/${encodeURIComponent(run)}/artifacts/${hash}`),

  /** Runs of the workspace that made these bytes, and runs that worked with them. */
  lineage: (hash: string) => get<Lineage>(`/api/artifacts/${hash}`),

  /** Newest first. */
  sweeps: async () => (await get<{ sweeps: SweepRow[] }>("/api/sweeps")).sweeps,

  sweep: (id: string) => get<OpenSweep>(`/api/sweeps/${encodeURIComponent(id)}`),

  /** Views of the list of runs that were kept under a name: the part of the address behind "?". */
  views: () => get<{ views: Record<string, string>; problem?: string }>("/api/views"),

  keepView: (name: string, query: string) =>
    send<{ views: Record<string, string> }>("PUT", `/api/views/${encodeURIComponent(name)}`, { query }),

  dropView: (name: string) =>
    call<{ views: Record<string, string> }>(`/api/views/${encodeURIComponent(name)}`, { method: "DELETE" }),

  /** Points after the cursor only; without one, from the start, at most `max` of each metric with their peaks. */
  metrics: (id: string, after?: string | number, max = 2000) =>
    get<MetricPage>(
      `/api/runs/${encodeURIComponent(id)}/metrics?${after === undefined ? `max=${max}` : `after=${encodeURIComponent(after)}`}`,
    ),

  /** `seeds` is how many; without a prediction the experiment locks its own. */
  startRun: (experiment: string, seeds: number, prediction?: string) =>
    send<{ group: string }>("POST", "/api/runs", {
      experiment,
      seeds,
      ...(prediction !== undefined && { prediction }),
    }),

  launch: (group: string) => get<Launch>(`/api/launches/${encodeURIComponent(group)}`),

  /** `artifacts`: the bytes that events name, in base64, by their SHA-256. */
  importRun: (record: RunRecord, events: readonly RunEvent[], artifacts: Record<string, string> = {}) =>
    send<unknown>("POST", "/api/runs/import", { record, events, artifacts }),

  experiments: async () => (await get<{ experiments: Experiment[] }>("/api/experiments")).experiments,
};

function get<T>(path: string): Promise<T> {
  return call<T>(path, { method: "GET" });
}

function send<T>(method: "POST" | "PUT", path: string, body: unknown): Promise<T> {
  return call<T>(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(href(path), { ...init, credentials: "same-origin" });
  } catch {
    throw new ServerError(
      `${init.method} ${path}: the server does not answer, and it is needed for this; start it again with: npm start`,
      0,
    );
  }
  const text = await response.text();
  const body = parse(text);
  if (!response.ok)
    throw new ServerError(messageOf(body, path, init, response.status), response.status, body);
  if (body === undefined && text !== "")
    throw new ServerError(
      `${init.method} ${path}: the answer is not JSON (${text.slice(0, 60)}), and JSON is needed`,
      response.status,
    );
  return body as T;
}

function messageOf(body: unknown, path: string, init: RequestInit, status: number): string {
  if (typeof body === "object" && body !== null && "error" in body && typeof body.error === "string")
    return body.error;
  if (status === 401)
    return `${init.method} ${path}: this page has no session with the server (401); open the address that \`npm start\` prints`;
  return `${init.method} ${path}: the server answered ${status}, and 200 is needed; its window says why`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
