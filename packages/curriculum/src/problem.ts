/** What is wrong with a file of the content, in the place where its writer can mend it. */
export interface Problem {
  /** Path from the repository's root. */
  file: string;
  /** 1-based, where it is known. */
  line?: number;
  /** The key, with the way to it: "requires.0.id". */
  field?: string;
  /** What was given and what is needed. */
  message: string;
  /** How to get it. */
  hint?: string;
}

/** "topics/3/x.md:7: sumary: unknown key; did you mean summary?" */
export function problemText({ file, line, field, message, hint }: Problem): string {
  const where = [line === undefined ? file : `${file}:${line}`, ...(field === undefined ? [] : [field])];
  return `${where.join(": ")}: ${message}${hint === undefined ? "" : `; ${hint}`}`;
}
