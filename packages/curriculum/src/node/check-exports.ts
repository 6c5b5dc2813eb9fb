import { type Declared, missingExport } from "../check/index.ts";

/** Why a module that loaded exports nothing of what the exercise asks for, or undefined where it exports some of it. */
export function exportProblem(present: readonly string[], declared: readonly Declared[]): string | undefined {
  const [first] = declared;
  if (first === undefined || declared.some(({ name }) => present.includes(name))) return undefined;
  if (present.length === 1 && present[0] === "default")
    return `your file has a default export only; it must export ${first.name} by that name: \`${first.declaration}\``;
  return missingExport(first.name, present, declared);
}

/** What to write instead, where a file did not load because it is written as CommonJS; undefined for every other error. */
export function commonJsProblem(error: unknown, declared: readonly Declared[]): string | undefined {
  if (!(error instanceof ReferenceError)) return undefined;
  const name = /^(module|exports|require) is not defined/.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  const example = name === "require" ? `import … from …` : (declared[0]?.declaration ?? "export function …");
  const used = { module: "module.exports", exports: "exports", require: "require" }[name];
  return `your file uses ${used}, which belongs to CommonJS; here a file is an ES module: \`${example}\``;
}
