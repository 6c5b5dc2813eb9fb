import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository.ts";

/**
 * SHA-256 over the sources of these packages and of every package of ours that they depend on: says whether a number
 * that they computed may have changed.
 */
export function packagesHash(names: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of withDependencies(names)) {
    const folder = packageFolder(name);
    const files = globSync("src/**/*.ts", { cwd: folder })
      .filter((file) => !file.endsWith(".test.ts"))
      .sort();
    for (const file of ["package.json", ...files])
      hash
        .update(`${name}/${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

function withDependencies(names: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(packageFolder(name), "package.json"), "utf8");
    const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
    for (const dependency of Object.keys(dependencies))
      if (dependency.startsWith("@blankfile/")) add(dependency.slice("@blankfile/".length));
  };
  for (const name of names) add(name);
  return [...found].sort();
}

/** Whether there is a package `@blankfile/<name>`. */
export function isPackage(name: string): boolean {
  return existsSync(join(packageFolder(name), "package.json"));
}

function packageFolder(name: string): string {
  return join(repository, "packages", name);
}
