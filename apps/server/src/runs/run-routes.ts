import { isRunId } from "@blankfile/tracking";
import type { FastifyInstance } from "fastify";
import { HttpError } from "../http-error.ts";
import { type Workspace, writing } from "../workspace.ts";
import { artifactAnswer } from "./artifact-answer.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { checkImport, importRun } from "./import-run.ts";
import type { Launches, LaunchRequest } from "./launches.ts";
import { lineageRoute } from "./lineage-route.ts";
import type { RunIndex } from "./run-index.ts";

export interface RunRoutesOptions {
  workspace: Workspace;
  /** Undefined while there is no workspace. */
  index: () => RunIndex | undefined;
  launches: Launches;
  /** Reads the folders again. */
  scan: () => Promise<void>;
}

const importLimit = 32 * 1024 * 1024;
const launchLimit = { rateLimit: { max: 30, timeWindow: "1 minute" } };
/** Points of one metric that are sent at once, unless all are asked for. */
const usualMax = 2000;

export function runRoutes(app: FastifyInstance, options: RunRoutesOptions): void {
  const { workspace, launches } = options;
  lineageRoute(app, options.index);

  app.get("/api/experiments", async () => {
    const { experiments, problems } = launches.experiments();
    return { experiments: experiments.map(({ file, ...shown }) => shown), problems };
  });

  app.get<{ Querystring: { limit?: string; before?: string } }>("/api/runs", async (request, reply) => {
    const { before } = request.query;
    const limit = wholeNumber("limit", request.query.limit, 1000, 1);
    if (before !== undefined && !isRunId(before))
      throw new HttpError(
        400,
        `before: given ${JSON.stringify(String(before).slice(0, 100))}, needed a run's id`,
      );
    const page = (await options.index()?.rowTexts(limit, before)) ?? { runs: [], total: 0 };
    // The index has each row as JSON: it is not read and written once more for every list.
    reply.type("application/json; charset=utf-8");
    return `{"runs":[${page.runs.join(",")}],"total":${page.total}}`;
  });

  app.get<{ Params: { id: string } }>("/api/runs/:id", async (request) => {
    const { row, details } = await found(options, request.params.id);
    return { row, ...details };
  });

  app.get<{ Params: { id: string }; Querystring: { after?: string; max?: string } }>(
    "/api/runs/:id/metrics",
    async (request) => {
      await found(options, request.params.id);
      const max = wholeNumber("max", request.query.max, usualMax, 0);
      return metrics(options.index()!, request.params.id, request.query.after, max);
    },
  );

  app.get<{ Params: { id: string; hash: string } }>(
    "/api/runs/:id/artifacts/:hash",
    async (request, reply) => {
      await found(options, request.params.id);
      const { headers, body } = artifactAnswer(workspace.path, request.params.id, request.params.hash);
      return reply.headers(headers).send(body);
    },
  );

  app.post("/api/runs", { config: launchLimit }, async (request) => {
    const wanted = checkLaunch(request.body);
    workspace.mustBeWritable();
    return { group: (await writing("runs", () => launches.start(wanted))).group };
  });

  app.get<{ Params: { group: string } }>("/api/launches/:group", async (request) => {
    const launch = launches.get(request.params.group);
    if (!launch)
      throw new HttpError(
        404,
        "launch: given a group that is unknown, needed one that POST /api/runs answered",
      );
    return launch;
  });

  app.post("/api/runs/import", { bodyLimit: importLimit }, async (request) => {
    const run = checkImport(request.body);
    workspace.mustBeWritable();
    const imported = await writing("import", () => importRun(workspace.path, run));
    await options.scan();
    return { id: run.record.id, imported };
  });
}

async function found({ index }: RunRoutesOptions, id: string) {
  const run = isRunId(id) ? await index()?.run(id) : undefined;
  if (!run)
    throw new HttpError(
      404,
      `run: given ${JSON.stringify(id.slice(0, 100))}, needed the id of a run in the workspace`,
    );
  return run;
}

/** Everything, thinned out; or behind a cursor, what came since. A cursor of an index that is gone gives everything. */
async function metrics(index: RunIndex, id: string, after: string | undefined, max: number) {
  const given = readCursor(after);
  const now = await index.cursor();
  const from = given?.epoch === now.epoch ? given.row : undefined;
  if (from === undefined)
    return { cursor: writeCursor(now), cuts: [], reset: true, ...(await index.thinned(id, max)) };
  return { cursor: writeCursor(now), reset: false, ...(await index.points(id, from)) };
}

function wholeNumber(name: string, text: string | undefined, usual: number, least: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < least)
    throw new HttpError(
      400,
      `${name}: given ${JSON.stringify(text.slice(0, 40))}, needed a whole number from ${least}`,
    );
  return value;
}

function checkLaunch(body: unknown): LaunchRequest {
  const { experiment, seeds, prediction } = (body ?? {}) as Record<string, unknown>;
  if (typeof experiment !== "string")
    throw new HttpError(
      400,
      "runs: needed { experiment, seeds }, the experiment being a name of /api/experiments",
    );
  if (!Number.isSafeInteger(seeds) || Number(seeds) < 1 || Number(seeds) > 100)
    throw new HttpError(
      400,
      `runs: given ${String(seeds).slice(0, 40)} seeds, needed a whole number from 1 to 100`,
    );
  if (
    prediction !== undefined &&
    (typeof prediction !== "string" || prediction.trim() === "" || prediction.length > 10_000)
  )
    throw new HttpError(
      400,
      "runs: given a prediction that is no text of 1 to 10,000 characters, needed a sentence, or none",
    );
  return {
    experiment,
    seeds: Number(seeds),
    ...(prediction !== undefined && { prediction: String(prediction) }),
  };
}
