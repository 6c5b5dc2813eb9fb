/** What can go wrong between a run and its folder, in a word that programs can ask for. */
export type RunProblemCode =
  | "no workspace"
  | "read only"
  | "disk full"
  | "claimed"
  | "exists"
  | "no run"
  | "damaged"
  | "prediction"
  | "removed"
  | "other";

export class RunProblem extends Error {
  readonly code: RunProblemCode;

  constructor(code: RunProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RunProblem";
    this.code = code;
  }
}

/** Names what the operating system said: `where` is the action, `path` what it was about. */
export function runProblem(where: string, path: string, cause: unknown): RunProblem {
  if (cause instanceof RunProblem) return cause;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new RunProblem("disk full", `${where}: the disk is full at ${path}, needed free space`, { cause });
  if (code === "EROFS" || code === "EACCES" || code === "EPERM")
    return new RunProblem(
      "read only",
      `${where}: ${path} cannot be written (${code}), needed write permission`,
      { cause },
    );
  if (code === "ENOENT" || code === "ENOTDIR")
    return new RunProblem("removed", `${where}: ${path} is not there (${code}), needed the run's folder`, {
      cause,
    });
  const text = cause instanceof Error ? cause.message : String(cause);
  return new RunProblem("other", `${where}: ${path}: ${text}`, { cause });
}
