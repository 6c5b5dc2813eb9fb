/** What can be wrong with a file of data, in a word that programs can ask for. */
export type DataProblemCode =
  | "absent"
  | "checksum"
  | "damaged"
  | "disk"
  | "folder"
  | "interrupted"
  | "server"
  | "unreachable";

export class DataProblem extends Error {
  readonly code: DataProblemCode;

  constructor(code: DataProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "DataProblem";
    this.code = code;
  }
}

/** Names what the operating system said about a file that was read or written. */
export function diskProblem(where: string, file: string, cause: unknown): DataProblem {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new DataProblem(
      "disk",
      `${where}: the disk is full at ${file}, free space is needed; what has come is kept`,
      { cause },
    );
  if (code === "EROFS" || code === "EACCES" || code === "EPERM")
    return new DataProblem(
      "disk",
      `${where}: ${file} is not open to this user (${code}), permission is needed; BLANKFILE_CACHE names another cache`,
      { cause },
    );
  return new DataProblem("disk", `${where}: ${file}: ${(cause as Error).message}`, { cause });
}
