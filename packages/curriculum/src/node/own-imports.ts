import { registerHooks } from "node:module";

export interface OwnImports {
  /** What the file has asked for so far, allowed or not. */
  names: string[];
  /** The first that was refused. */
  refused?: string;
}

/**
 * From now on the learner's file can import what the exercise allows and nothing else, also by `import()`; what it
 * imports is resolved as for the checks, so that both work with the same copy of a package, wherever the file lies.
 */
export function restrictImports(file: string, allowed: readonly string[], resolveFrom: string): OwnImports {
  const own: OwnImports = { names: [] };
  registerHooks({
    resolve(specifier, context, next) {
      if (context.parentURL !== file) {
        const found = next(specifier, context);
        return found.url === file ? { ...found, format: "module-typescript" } : found;
      }
      if (!own.names.includes(specifier)) own.names.push(specifier);
      const refusal = importRefusal(specifier, allowed);
      if (refusal === undefined) return next(specifier, { ...context, parentURL: resolveFrom });
      own.refused ??= specifier;
      throw new Error(refusal);
    },
  });
  return own;
}

/** Why a file may not import something, or undefined where it may. */
export function importRefusal(name: string, allowed: readonly string[]): string | undefined {
  if (allowed.includes(name)) return undefined;
  const may = allowed.length > 0 ? `it may import ${allowed.join(", ")}` : "it imports nothing";
  return `import of "${name}": this exercise does without it; ${may}`;
}

/** The 1-based line on which a source imports something. */
export function importLine(source: string, name: string): number | undefined {
  const lines = source.split("\n");
  const index = lines.findIndex(
    (line) => /\b(from|import)\b/.test(line) && (line.includes(`"${name}"`) || line.includes(`'${name}'`)),
  );
  return index === -1 ? undefined : index + 1;
}
