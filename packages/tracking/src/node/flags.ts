/** A flag of an experiment: its default, and what it says in one line. The type of the default is the type of the flag. */
export type FlagTable = Record<string, { default: string | number | boolean | undefined; says: string }>;

export type Flags<T extends FlagTable> = {
  [K in keyof T]: T[K]["default"] extends number
    ? number
    : T[K]["default"] extends boolean
      ? boolean
      : T[K]["default"] extends undefined
        ? string | undefined
        : string;
};

/** A flag that is not there, or a value that does not fit: exit code 2. */
export class FlagError extends Error {
  override name = "FlagError";
}

/**
 * Reads `--name value`, `--name=value` and `--switch`. `nearest` finds the names that an unknown flag may have meant. Throws a
 * FlagError; `--help` is left to the caller (`usage` prints the table).
 */
export function readFlags<const T extends FlagTable>(
  args: readonly string[],
  table: T,
  nearest: (word: string, names: string[]) => string[],
): Flags<T> {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(table)) values[name] = flag.default;
  for (let i = 0; i < args.length; i++) {
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(args[i]!) ?? [];
    if (name === undefined) throw new FlagError(`flags: given ${args[i]}, --name value is needed`);
    if (!Object.hasOwn(table, name)) {
      const near = nearest(name, Object.keys(table)).map((n) => `--${n}`);
      const hint =
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : `there are --${Object.keys(table).join(", --")}`;
      throw new FlagError(`flags: there is no --${name}; ${hint}`);
    }
    const kind = typeof table[name]!.default;
    if (kind === "boolean") {
      if (inline !== undefined) throw new FlagError(`flags: --${name}=${inline}, --${name} takes no value`);
      values[name] = true;
      continue;
    }
    const text = inline ?? args[++i];
    if (text === undefined) throw new FlagError(`flags: --${name} without a value, one is needed`);
    values[name] = kind === "number" ? numberOf(name, text) : text;
  }
  return values as Flags<T>;
}

/** The flags with their defaults, a line each. */
export function usage(table: FlagTable): string {
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  return Object.entries(table)
    .map(([name, flag]) => {
      const start = flag.default === undefined || flag.default === false ? "" : ` (${flag.default})`;
      return `  --${name.padEnd(width)}  ${flag.says}${start}`;
    })
    .join("\n");
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new FlagError(`flags: --${name} ${text}, a number is needed`);
  return value;
}
