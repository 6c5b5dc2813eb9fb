import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type typescript from "typescript";
import { webFolder } from "../../sandbox/bundle.ts";
import { standardLibrary } from "./editor-options.ts";
import type { TypeFiles } from "./protocol.ts";
import { packagePath, standardPath } from "./type-room.ts";

/**
 * Declarations for the editor (Node, at build time): of the language's own objects, and of our packages. TypeScript
 * takes seconds of work for a package, so what it wrote is kept until a source changes.
 */
const require = createRequire(path.join(webFolder(), "package.json"));
const root = path.join(webFolder(), "../..");

/** The declarations that come with TypeScript, of the language only. */
export function standardTypes(): TypeFiles {
  const folder = path.dirname(require.resolve("typescript"));
  const files: Record<string, string> = {};
  const add = (name: string): void => {
    const file = `lib.${name}.d.ts`;
    if (files[standardPath(file)] !== undefined) return;
    const text = readFileSync(path.join(folder, file), "utf8");
    files[standardPath(file)] = text;
    for (const [, other] of text.matchAll(/<reference lib="([^"]+)"/g)) add(other!);
  };
  add(standardLibrary);
  return { needs: [], files };
}

/** The declarations of packages of ours, "@blankfile/tensor" for instance, and of those that they need, by name. */
export function libraryTypes(names: readonly string[]): Map<string, TypeFiles> {
  const types = new Map<string, TypeFiles>();
  const missing: string[] = [];
  for (const name of withNeeds(names)) {
    const kept = keptAt(name);
    if (existsSync(kept)) types.set(name, JSON.parse(readFileSync(kept, "utf8")) as TypeFiles);
    else missing.push(name);
  }
  if (missing.length === 0) return types;
  const emitted = emit(missing);
  for (const name of missing) {
    const one = reachable(name, emitted);
    types.set(name, one);
    mkdirSync(path.dirname(keptAt(name)), { recursive: true });
    writeFileSync(keptAt(name), JSON.stringify(one));
  }
  return types;
}

function withNeeds(names: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    for (const other of needsOf(name)) add(other);
  };
  names.forEach(add);
  return [...all];
}

function needsOf(name: string): string[] {
  const text = readFileSync(path.join(folderOf(name), "package.json"), "utf8");
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  return Object.keys(dependencies).filter((other) => other.startsWith("@blankfile/"));
}

function folderOf(name: string): string {
  const folder = path.join(root, "packages", name.replace("@blankfile/", ""));
  if (existsSync(path.join(folder, "src/index.ts"))) return folder;
  throw new RangeError(`types: there is no package “${name}” in packages/`);
}

/** Where the declarations of a package lie, as long as its sources and those of what it needs stay as they are. */
function keptAt(name: string): string {
  const hash = createHash("sha256").update(typescriptVersion()).update(JSON.stringify(emitOptions));
  for (const one of withNeeds([name])) {
    const folder = path.join(folderOf(one), "src");
    const files = globSync("**/*.ts", {
      cwd: folder,
      exclude: (file) => /(\.test|\.fixture)\.ts$/.test(file),
    });
    for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(folder, file)));
  }
  const file = `${name.replace("@blankfile/", "")}-${hash.digest("hex").slice(0, 24)}.json`;
  return path.join(root, "node_modules/.cache/blankfile-types", file);
}

export function typescriptVersion(): string {
  return (require("typescript/package.json") as { version: string }).version;
}

const emitOptions = {
  target: "es2024",
  module: "nodenext",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  // `npm run types` checks; here only the declarations are wanted, in half the time.
  noCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  lib: ["es2024", "esnext.float16", "dom", "dom.iterable", "webworker.importscripts"],
  types: [],
};

/** Texts of the declarations of whole packages, by the path of their source. */
function emit(names: readonly string[]): Map<string, string> {
  const ts = require("typescript") as typeof typescript;
  const { options, errors } = ts.convertCompilerOptionsFromJson(emitOptions, root);
  if (errors.length > 0) throw new Error(`types: TypeScript refuses its options: ${errors[0]!.messageText}`);
  const program = ts.createProgram(
    names.map((name) => path.join(folderOf(name), "src/index.ts")),
    options,
  );
  const texts = new Map<string, string>();
  program.emit(undefined, (file, text) => texts.set(path.resolve(file), text), undefined, true);
  return texts;
}

/** What the index of a package names, and what that names: most of a package stays behind it. */
function reachable(name: string, texts: ReadonlyMap<string, string>): TypeFiles {
  const folder = path.join(folderOf(name), "src");
  const files: Record<string, string> = {};
  const needs = new Set<string>();
  const add = (file: string): void => {
    const own = packagePath(name, path.relative(folder, file).replaceAll(path.sep, "/"));
    const text = texts.get(file);
    if (text === undefined || files[own] !== undefined) return;
    files[own] = text;
    for (const [, other] of text.matchAll(/["'](\.{1,2}\/[^"'\n]+)\.ts["']/g))
      add(path.resolve(path.dirname(file), `${other}.d.ts`));
    for (const [, other] of text.matchAll(/["'](@blankfile\/[a-z]+)["']/g)) needs.add(other!);
  };
  add(path.join(folder, "index.d.ts"));
  if (Object.keys(files).length === 0) throw new Error(`types: TypeScript wrote no declarations for ${name}`);
  // Docstrings name packages too.
  const known = needsOf(name);
  return { needs: [...needs].filter((other) => known.includes(other)).sort(), files };
}
