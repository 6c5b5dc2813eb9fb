import type ts from "typescript";
import { editorOptions, standardLibrary } from "./editor-options.ts";
import { exerciseGlobals } from "./exercise-globals.ts";

const workspace = "/workspace";
const globals = "/standard/exercise.d.ts";

/** Where a declaration of ours lies in the room; `file` as the package names it, "index.d.ts" without. */
export function packagePath(name: string, file = "index.d.ts"): string {
  return `${workspace}/node_modules/${name}/${file}`;
}

export function standardPath(file: string): string {
  return `/standard/${file}`;
}

interface Open {
  text: string;
  version: number;
  imports: readonly string[];
}

/**
 * The files that the language service sees, as if on a disk: declarations of the language and of our packages, and the
 * learner's open files, each of which finds the packages that its exercise may import and no others.
 */
export class TypeRoom implements ts.LanguageServiceHost {
  readonly #compiler: typeof ts;
  readonly #files = new Map<string, string>([
    [globals, exerciseGlobals],
    [`${workspace}/package.json`, '{ "type": "module" }'],
  ]);
  readonly #open = new Map<string, Open>();
  #changes = 0;

  constructor(compiler: typeof ts) {
    this.#compiler = compiler;
  }

  add(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) this.#files.set(path, text);
    this.#changes++;
  }

  open(name: string, imports: readonly string[]): void {
    this.#open.set(pathOf(name), { text: "", version: 0, imports });
    this.#changes++;
  }

  close(name: string): void {
    this.#open.delete(pathOf(name));
    this.#changes++;
  }

  /** Answers the path under which the language service knows the file. */
  write(name: string, text: string): string {
    const path = pathOf(name);
    const file = this.#open.get(path);
    if (file === undefined) throw new RangeError(`types: the file “${name}” is not open; open it first`);
    if (file.text !== text) {
      file.text = text;
      file.version++;
      this.#changes++;
    }
    return path;
  }

  importsOf(name: string): readonly string[] {
    return this.#open.get(pathOf(name))?.imports ?? [];
  }

  // What TypeScript asks.

  getCompilationSettings(): ts.CompilerOptions {
    return editorOptions(this.#compiler);
  }

  getProjectVersion(): string {
    return String(this.#changes);
  }

  getScriptFileNames(): string[] {
    return [globals, ...this.#open.keys()];
  }

  getScriptVersion(path: string): string {
    return String(this.#open.get(path)?.version ?? 0);
  }

  getScriptSnapshot(path: string): ts.IScriptSnapshot | undefined {
    const text = this.readFile(path);
    return text === undefined ? undefined : this.#compiler.ScriptSnapshot.fromString(text);
  }

  getCurrentDirectory(): string {
    return workspace;
  }

  getDefaultLibFileName(): string {
    return standardPath(`lib.${standardLibrary}.d.ts`);
  }

  fileExists(path: string): boolean {
    return this.#open.has(path) || this.#files.has(path);
  }

  readFile(path: string): string | undefined {
    return this.#open.get(path)?.text ?? this.#files.get(path);
  }

  resolveModuleNameLiterals(
    names: readonly ts.StringLiteralLike[],
    from: string,
  ): ts.ResolvedModuleWithFailedLookupLocations[] {
    return names.map(({ text }) => {
      const resolvedFileName = this.#resolve(text, from);
      if (resolvedFileName === undefined) return { resolvedModule: undefined };
      const extension = this.#compiler.Extension.Dts;
      return { resolvedModule: { resolvedFileName, extension, isExternalLibraryImport: true } };
    });
  }

  #resolve(name: string, from: string): string | undefined {
    const file = this.#open.get(from);
    if (file !== undefined && !file.imports.includes(name)) return undefined;
    const path = name.startsWith(".")
      ? new URL(name.replace(/\.ts$/, ".d.ts"), `file://${from}`).pathname
      : packagePath(name);
    return this.#files.has(path) ? path : undefined;
  }
}

function pathOf(name: string): string {
  return `${workspace}/exercises/${name}.ts`;
}
