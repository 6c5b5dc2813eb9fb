import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";
import { type Workspace, writing } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

const longestName = 80;
const longestQuery = 8000;
const mostViews = 200;
const bodyLimit = 32 * 1024;

interface Params {
  name: string;
}

/** Name to query. */
type Views = Record<string, string>;

/** `views.json` of the workspace: views of the list of runs, each under a name as the part of an address behind "?". */
export function viewsRoutes(app: FastifyInstance, workspace: Workspace): void {
  app.get("/api/views", async () => {
    if (workspace.problem()) return { views: {} };
    const { views, damage } = read(fileOf(workspace));
    return { views, ...(damage !== undefined && { problem: damage }) };
  });

  app.put<{ Params: Params }>("/api/views/:name", { bodyLimit }, async (request) => {
    const name = checkName(request.params.name);
    const query = checkQuery((request.body as { query?: unknown } | undefined)?.query);
    workspace.mustBeWritable();
    return writing("views", () => {
      const { views, damage } = read(fileOf(workspace));
      const kept = Object.fromEntries([...Object.entries(views), [name, query]]);
      if (Object.keys(kept).length > mostViews)
        throw new HttpError(
          409,
          `views: ${mostViews} are kept already, needed one fewer; drop one that you do not use`,
        );
      return { views: write(fileOf(workspace), kept, damage) };
    });
  });

  app.delete<{ Params: Params }>("/api/views/:name", async (request) => {
    const name = checkName(request.params.name);
    workspace.mustBeWritable();
    return writing("views", () => {
      const { views, damage } = read(fileOf(workspace));
      if (!Object.hasOwn(views, name))
        throw new HttpError(404, `views: given ${JSON.stringify(name)}, needed the name of a kept view`);
      const kept = Object.fromEntries(Object.entries(views).filter(([one]) => one !== name));
      return { views: write(fileOf(workspace), kept, damage) };
    });
  });
}

function fileOf(workspace: Workspace): string {
  return path.join(workspace.path, "views.json");
}

/** A missing file is an empty one; a damaged one has no views and says what is wrong with it. */
function read(file: string): { views: Views; damage?: string } {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { views: {} };
    throw error;
  }
  const views = viewsIn(text);
  if (views !== undefined) return { views };
  return {
    views: {},
    damage:
      'views: views.json is damaged, needed {"format": 1, "views": {"name": "query"}}; mend it in an editor, or keep a view, and it is set aside',
  };
}

function viewsIn(text: string): Views | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  const { format, views } = (value ?? {}) as { format?: unknown; views?: unknown };
  if (format !== 1 || typeof views !== "object" || views === null || Array.isArray(views)) return undefined;
  return Object.values(views).every((query) => typeof query === "string") ? (views as Views) : undefined;
}

/** Whole and on disk, or not at all. What was damaged keeps its text under another name. */
function write(file: string, views: Views, damage: string | undefined): Views {
  const draft = path.join(path.dirname(file), `.views.json.${process.pid}`);
  try {
    writeWhole(draft, `${JSON.stringify({ format: 1, views }, null, 2)}\n`);
    if (damage !== undefined) renameSync(file, freeName(file));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return views;
}

/** `views.damaged-1.json`, or the next number. */
function freeName(file: string): string {
  for (let n = 1; ; n++) {
    const name = file.replace(/\.json$/, `.damaged-${n}.json`);
    if (!existsSync(name)) return name;
  }
}

function checkName(name: string): string {
  if (name.trim() !== name || name === "" || name.length > longestName || /\p{C}/u.test(name))
    throw new HttpError(
      400,
      `views: given the name ${JSON.stringify(name.slice(0, 100))}, needed 1 to ${longestName} characters without control characters and without spaces at its ends`,
    );
  return name;
}

function checkQuery(query: unknown): string {
  if (
    typeof query !== "string" ||
    query.length > longestQuery ||
    !/^[\x21-\x7e]*$/.test(query) ||
    query.startsWith("?")
  )
    throw new HttpError(
      400,
      `views: needed { query }, the part of an address behind "?": at most ${longestQuery} printable ASCII characters without spaces`,
    );
  return query;
}
