import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { codeHash } from "./code-version.ts";

/** Rooms that record and describe but compute no figure. */
const silent = ["tracking", "curriculum"];

/**
 * The files of our packages that an experiment's figures come from: those that it imports, followed name by name through each package's
 * index, and all that these import. Types, tracking and curriculum count for nothing. Paths from `root`, sorted.
 */
export function librarySources(root: string, experiment: string): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    follow(file);
  };
  const follow = (file: string) => {
    for (const { names, from } of importsOf(readFileSync(path.join(root, file), "utf8"))) {
      const [, name, below = ""] = /^@blankfile\/([a-z]+)(\/.+)?$/.exec(from) ?? [];
      if (name !== undefined) {
        if (!silent.includes(name)) visitIndex(indexOf(root, name, below), names);
      } else if (from.startsWith(".")) visit(path.posix.join(path.posix.dirname(file), from));
    }
  };
  /** Only the lines of an index that the names come from, and those that are imported for what they do. */
  const visitIndex = (index: string, names: string[]) => {
    for (const { names: offered, from } of importsOf(readFileSync(path.join(root, index), "utf8"))) {
      if (offered.length === 0 || offered.some((name) => names.includes(name)))
        visit(path.posix.join(path.posix.dirname(index), from));
    }
  };
  follow(`experiments/${experiment}.ts`);
  return [...seen].sort();
}

export interface ExperimentHashes {
  /** Of the experiment's own file. */
  own: string;
  /** Of the library under it. */
  library: string;
}

/** Hashes of the code that an experiment's figures would come from now. */
export async function experimentHashes(root: string, experiment: string): Promise<ExperimentHashes> {
  return {
    own: await codeHash([`experiments/${experiment}.ts`], root),
    library: await codeHash(librarySources(root, experiment), root),
  };
}

/** What a file imports or exports from elsewhere, by its names there; no names where it is imported for what it does. */
function importsOf(source: string): { names: string[]; from: string }[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const statements = [
    ...code.matchAll(
      /^(?:import|export)\s+(type\s+)?(?:[\w$]+\s*,?\s*)?(?:\{([^}]*)\}|\*[^"']*?)?\s*(?:from\s*)?["']([^"']+)["']/gm,
    ),
  ];
  return statements.flatMap(([, onlyTypes, list = "", from]) => {
    if (onlyTypes) return [];
    const named = list.split(",").map((name) => name.trim());
    const values = named.filter((name) => name !== "" && !name.startsWith("type "));
    if (list.trim() !== "" && values.length === 0) return [];
    return [{ names: values.map((name) => name.split(/\s+as\s+/)[0]!), from: from! }];
  });
}

/** The file behind "@blankfile/<name><below>", from the package's exports. */
function indexOf(root: string, name: string, below: string): string {
  const folder = `packages/${name}`;
  const { exports } = JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as {
    exports: Record<string, string>;
  };
  const file = exports[`.${below}`];
  if (file === undefined || !existsSync(path.join(root, folder, file)))
    throw new RangeError(
      `experiment: @blankfile/${name}${below} is imported, ${Object.keys(exports).join(", ")} are there`,
    );
  return path.posix.join(folder, file);
}
