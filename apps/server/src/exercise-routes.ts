import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { HttpError } from "./http-error.ts";
import { type Workspace, writing } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

const bodyLimit = 512 * 1024;
const largestText = 256 * 1024;

interface Params {
  slug: string;
}

/** `exercises/<slug>.ts` of the workspace: the learner's solutions, for exercises that the content has. */
export function exerciseRoutes(app: FastifyInstance, workspace: Workspace, content: string): void {
  app.get<{ Params: Params }>("/api/exercises/:slug", async (request) => {
    const slug = known(request.params.slug, content);
    workspace.mustExist();
    const text = read(fileOf(workspace, slug));
    // No file yet is the usual start, not an error.
    return text === undefined ? { text: null, hash: null } : { text, hash: hashOf(text) };
  });

  app.put<{ Params: Params }>("/api/exercises/:slug", { bodyLimit }, async (request) => {
    const slug = known(request.params.slug, content);
    const { text, hash } = (request.body ?? {}) as { text?: unknown; hash?: unknown };
    if (typeof text !== "string" || (hash !== null && typeof hash !== "string"))
      throw new HttpError(
        400,
        `exercise ${slug}: needed { text, hash }, the hash being that of the text last read, or null`,
      );
    if (Buffer.byteLength(text) > largestText)
      throw new HttpError(
        413,
        `exercise ${slug}: given ${Buffer.byteLength(text)} bytes, needed at most ${largestText}`,
      );
    workspace.mustBeWritable();
    return writing(`exercise ${slug}`, () => save(fileOf(workspace, slug), slug, text, hash));
  });
}

function known(slug: string, content: string): string {
  const isThere =
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && existsSync(path.join(content, "exercises", slug, "exercise.md"));
  if (!isThere)
    throw new HttpError(
      404,
      `exercise: given ${JSON.stringify(slug.slice(0, 100))}, needed an exercise of the content`,
    );
  return slug;
}

function fileOf(workspace: Workspace, slug: string): string {
  return path.join(workspace.path, "exercises", `${slug}.ts`);
}

function read(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  if (stat.size > 4 * largestText)
    throw new HttpError(
      413,
      `exercise: ${path.basename(file)} has ${stat.size} bytes, needed at most ${4 * largestText}`,
    );
  return readFileSync(file, "utf8");
}

/** Between reading and renaming nothing of this process comes; an editor that saves in that instant loses, as between editors. */
function save(file: string, slug: string, text: string, hash: string | null): { text: string; hash: string } {
  const there = read(file);
  if (there === text) return { text, hash: hashOf(text) };
  if (there !== undefined && hashOf(there) !== hash)
    throw new HttpError(
      409,
      `exercise ${slug}: exercises/${slug}.ts was changed elsewhere, needed the hash of its text`,
      {
        text: there,
        hash: hashOf(there),
      },
    );
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = path.join(path.dirname(file), `.${slug}.ts.${process.pid}`);
  try {
    writeWhole(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return { text, hash: hashOf(text) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
