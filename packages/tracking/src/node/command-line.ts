import path from "node:path";

/** A word as a POSIX shell reads it back, byte for byte: bare where it may be, else in single quotes. */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The same in double quotes, for a path that is read by people too. */
export function shellQuoted(word: string): string {
  return `"${word.replaceAll(/["\\$`]/g, "\\$&")}"`;
}

/** The command that starts this process again, in its folder. */
export function startCommand(
  { argv, execArgv }: { argv: string[]; execArgv: string[] } = process,
  folder = process.cwd(),
): string {
  const [, script, ...args] = argv;
  const relative = script === undefined ? [] : [path.relative(folder, script) || script];
  return ["node", ...execArgv, ...relative, ...args].map(shellWord).join(" ").slice(0, 10_000);
}
