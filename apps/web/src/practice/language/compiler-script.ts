import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, version } from "esbuild";
import { webFolder } from "../../sandbox/bundle.ts";
import { typescriptVersion } from "./library-types.ts";

/** TypeScript as one small module for the worker (Node, at build time); kept until its version or esbuild's changes. */
export async function compilerScript(): Promise<string> {
  const folder = path.join(webFolder(), "../../node_modules/.cache/blankfile-types");
  const kept = path.join(folder, `typescript-${typescriptVersion()}-esbuild-${version}.js`);
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const require = createRequire(path.join(webFolder(), "package.json"));
  const { outputFiles } = await build({
    entryPoints: [require.resolve("typescript")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
    write: false,
  });
  const { text } = outputFiles[0]!;
  mkdirSync(folder, { recursive: true });
  writeFileSync(kept, text);
  return text;
}
