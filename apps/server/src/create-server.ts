import path from "node:path";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { answer } from "./answer.ts";
import { describeWorkspace } from "./describe-workspace.ts";
import { eventRoute } from "./event-route.ts";
import { EventStream } from "./event-stream.ts";
import { exerciseRoutes } from "./exercise-routes.ts";
import { HttpError } from "./http-error.ts";
import { dataHeaders } from "./page-headers.ts";
import { ProgressWatch, progressRoutes } from "./progress-routes.ts";
import { Launches } from "./runs/launches.ts";
import { OpenWorkspace } from "./runs/open-workspace.ts";
import { runRoutes } from "./runs/run-routes.ts";
import { sameSiteOnly } from "./same-site.ts";
import { Session } from "./session.ts";
import { serveSite } from "./site.ts";
import { OpenSweeps } from "./sweeps/open-sweeps.ts";
import { sweepRoutes } from "./sweeps/sweep-routes.ts";
import { viewsRoutes } from "./views-routes.ts";
import { usualWorkspace, Workspace } from "./workspace.ts";

/** The repository that this server belongs to. */
const repository = path.join(import.meta.dirname, "..", "..", "..");

export interface ServerOptions {
  /** The learner's folder; ~/blankfile unless told. */
  workspace?: string;
  /** The built pages; apps/web/dist unless told. */
  site?: string;
  /** The folder that has exercises/; content unless told. */
  content?: string;
  /** The folder of the experiments; experiments unless told. */
  experiments?: string;
  clock?: () => number;
  /** Told what went wrong where no page asked for it; silent unless told. */
  onProblem?: (error: unknown) => void;
}

export interface Server {
  app: FastifyInstance;
  session: Session;
  workspace: Workspace;
  /** Everything that it answers, for tests that ask the same of all. */
  routes: readonly { method: string; url: string }[];
}

/** The server, ready to listen on this machine's own address. */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const clock = options.clock ?? Date.now;
  const workspace = new Workspace(options.workspace ?? usualWorkspace);
  const session = new Session();
  const app = Fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: true, requestTimeout: 60_000 });
  const routes: { method: string; url: string }[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error: FastifyError | HttpError, _request, reply) => {
    const { status, body } = answer(error);
    if (status === 500) options.onProblem?.(error);
    reply.status(status).headers(dataHeaders()).send(body);
  });
  app.addHook("onRequest", sameSiteOnly);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    originAgentCluster: false,
  });
  await app.register(rateLimit, {
    max: 1500,
    timeWindow: "1 minute",
    allowList: (request) => !/^\/(api\/|open\b)/.test(request.url),
    errorResponseBuilder: (_request, { max, after }) =>
      new HttpError(429, `requests: more than ${max} within a minute, needed a pause of ${after}`),
  });

  const open = new OpenWorkspace(workspace, clock, options.onProblem ?? (() => {}));
  const stream = new EventStream({ index: () => open.index });
  open.onChange = () => stream.changed();
  open.onGone = (id) => stream.broadcast("gone", { id });
  const progress = new ProgressWatch(workspace, (added) => stream.broadcast("progress", { added }));
  const launches = new Launches({
    folder: options.experiments ?? path.join(repository, "experiments"),
    workspace: workspace.path,
    clock,
    onEnd: (launch) => stream.broadcast("launch", launch),
  });

  session.route(app);
  await app.register(async (api) => {
    api.addHook("onRequest", session.check);
    api.addHook("onSend", async (_request, reply) => {
      reply.headers(dataHeaders());
    });
    api.get("/api/workspace", async () => describeWorkspace(workspace, open));
    progressRoutes(api, workspace, progress);
    exerciseRoutes(api, workspace, options.content ?? path.join(repository, "content"));
    runRoutes(api, { workspace, index: () => open.index, launches, scan: () => open.scan() });
    viewsRoutes(api, workspace);
    sweepRoutes(api, new OpenSweeps(workspace.path, () => open.index, clock));
    eventRoute(api, stream);
  });
  await serveSite(app, options.site ?? path.join(repository, "apps", "web", "dist"));

  app.addHook("onReady", async () => open.begin());
  app.addHook("preClose", async () => stream.close());
  app.addHook("onClose", async () => {
    progress.close();
    await open.close();
  });
  return { app, session, workspace, routes };
}
