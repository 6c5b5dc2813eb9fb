import { accessSync, constants, existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { HttpError } from "./http-error.ts";

/** Where a workspace lies if nobody names one. */
export const usualWorkspace = path.join(homedir(), "blankfile");

/** `blankfile init` writes this file; without it a folder is somebody's folder, and nothing is written there. */
const mark = path.join(".blankfile", "workspace.json");

/** The learner's folder. It may be missing, come later, or be read-only: it is looked at each time. */
export class Workspace {
  readonly path: string;

  constructor(folder: string) {
    this.path = path.resolve(folder);
  }

  /** Why nothing can be read or written, with the way out. */
  problem(): string | undefined {
    const isFolder = statSync(this.path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (isFolder && existsSync(path.join(this.path, mark))) return undefined;
    const given = isFolder ? "a folder that is no workspace" : "a folder that is not there";
    return `workspace: given ${this.path}, ${given}, needed a workspace; make it with: blankfile init ${this.path}`;
  }

  /** Why nothing can be written. */
  writeProblem(): string | undefined {
    const problem = this.problem();
    if (problem) return problem;
    try {
      accessSync(this.path, constants.W_OK);
      return undefined;
    } catch {
      return `workspace: ${this.path} is read-only, needed permission to write; what you do is kept in the browser`;
    }
  }

  /** Throws the answer 503 where there is nothing to read from. */
  mustExist(): void {
    const problem = this.problem();
    if (problem) throw new HttpError(503, problem);
  }

  mustBeWritable(): void {
    const problem = this.writeProblem();
    if (problem) throw new HttpError(503, problem);
  }
}

/** Runs something that writes; what the system refuses becomes the answer 503 with the reason. */
export async function writing<T>(where: string, write: () => T | Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : reasons[code];
    throw reason ? new HttpError(503, `${where}: ${reason}`) : error;
  }
}

const full =
  "the disk is full, needed free space; nothing that was stored is lost, try again once there is room";
const readOnly = "the workspace is read-only, needed permission to write";
const gone =
  "the workspace is not there any more, needed the folder; put it back, or make one with: blankfile init";
const reasons: Record<string, string> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  ENOENT: gone,
  ENOTDIR: gone,
};
