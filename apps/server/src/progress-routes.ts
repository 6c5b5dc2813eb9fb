import { statSync } from "node:fs";
import path from "node:path";
import type { ProgressEvent } from "@blankfile/curriculum";
import { appendProgress, readProgress } from "@blankfile/curriculum/node";
import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";
import { type Workspace, writing } from "./workspace.ts";

const bodyLimit = 8 * 1024 * 1024;

/** `progress.jsonl` of the workspace, read and appended to. */
export function progressRoutes(app: FastifyInstance, workspace: Workspace, watch: ProgressWatch): void {
  app.get("/api/progress", async () => {
    if (workspace.problem()) return { events: [], damaged: [] };
    const { events, aside } = readProgress(workspace.path);
    return { events, damaged: aside };
  });

  app.post("/api/progress", { bodyLimit }, async (request) => {
    const events = (request.body as { events?: unknown } | undefined)?.events;
    if (!Array.isArray(events))
      throw new HttpError(400, "progress: given a body without a list of events, needed { events: [...] }");
    workspace.mustBeWritable();
    const added = await writing("progress", () => append(workspace.path, events as ProgressEvent[]));
    watch.look();
    return { added };
  });
}

function append(workspace: string, events: ProgressEvent[]): number {
  try {
    return appendProgress(workspace, events).length;
  } catch (error) {
    throw error instanceof TypeError ? new HttpError(400, error.message) : error;
  }
}

/** Notices events that came from anywhere: this server, another one, the command line, an editor. */
export class ProgressWatch {
  readonly #workspace: Workspace;
  #onAdded: (added: number) => void;
  readonly #timer: NodeJS.Timeout;
  #seen = "";
  /** Events that the pages know of: those that were there at the start need no telling. */
  #count = 0;

  constructor(workspace: Workspace, onAdded: (added: number) => void, everyMs = 1000) {
    this.#workspace = workspace;
    this.#onAdded = () => {};
    this.look();
    this.#onAdded = onAdded;
    this.#timer = setInterval(() => this.look(), everyMs).unref();
  }

  /** Reads the file if it is another than last time, and tells how many events came. */
  look(): void {
    const stat = statSync(path.join(this.#workspace.path, "progress.jsonl"), { throwIfNoEntry: false });
    const now = stat ? `${stat.size} ${stat.mtimeMs} ${stat.ino}` : "";
    if (now === this.#seen) return;
    this.#seen = now;
    let count: number;
    try {
      count = readProgress(this.#workspace.path).events.length;
    } catch {
      return; // Not readable just now; the next change is seen.
    }
    const added = count - this.#count;
    this.#count = count;
    if (added !== 0) this.#onAdded(Math.max(added, 0));
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
