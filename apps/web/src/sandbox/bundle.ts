import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * Builds the parts of the sandbox (Node, at build time): the frame's document, the worker's script, and checks and
 * packages as CommonJS text. The browser fetches them as plain files and hands the texts to the frame.
 */
const here = path.join(webFolder(), "src/sandbox");

/** Where apps/web lies: bundled server code has no place of its own, so the package's name says it. */
export function webFolder(): string {
  const require = createRequire(path.join(process.cwd(), "package.json"));
  return path.dirname(require.resolve("@blankfile/web/package.json"));
}

const common: BuildOptions = {
  bundle: true,
  write: false,
  target: "es2024",
  charset: "utf8",
  logLevel: "silent",
  absWorkingDir: webFolder(),
};

/** The frame's document: one inline script, allowed by its hash, and a policy under which nothing can be fetched. */
export async function frameDocument(): Promise<string> {
  const script = await text({ entryPoints: [path.join(here, "frame.ts")], format: "iife", minify: true });
  if (script.includes("</script")) throw new Error("frame.ts: its script contains </script");
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Sandbox</title>
</head>
<body><script>${script}</script></body>
</html>
`;
}

/** The worker's script with the check library in it. */
export function workerScript(): Promise<string> {
  return text({ entryPoints: [path.join(here, "worker.ts")], format: "iife", minify: true, keepNames: true });
}

export interface Script {
  code: string;
  /** Packages of ours that it requires. */
  requires: string[];
}

/** A package of ours as CommonJS text; other packages of ours stay `require`. */
export function packageScript(name: string): Promise<Script> {
  const stdin = { contents: `export * from ${JSON.stringify(name)};`, resolveDir: webFolder() };
  return commonJs({ stdin, minify: true, keepNames: true }, name);
}

/** An exercise's checks as CommonJS text; packages of ours stay `require`. */
export function checksScript(folder: string): Promise<Script> {
  return commonJs({ entryPoints: [path.join(folder, "checks.ts")] });
}

/** How an exercise's solution stands in for an export of the library, as CommonJS text; packages of ours stay `require`. */
export function provideScript(folder: string): Promise<Script> {
  return commonJs({ entryPoints: [path.join(folder, "provide.ts")] });
}

/** A lab as CommonJS text; packages of ours stay `require`, so that exports of theirs can be a learner's. */
export function labScript(slug: string): Promise<Script> {
  const contents = `export { lab } from "../../content/labs/${slug}/lab.ts";`;
  return commonJs(
    { stdin: { contents, resolveDir: webFolder(), loader: "ts" }, minify: true, keepNames: true },
    "@blankfile/curriculum/lab",
  );
}

/** The script of the worker in which a lab runs on a learner's code. */
export function labWorkerScript(): Promise<string> {
  return text({
    entryPoints: [path.join(here, "lab-worker.ts")],
    format: "iife",
    minify: true,
    keepNames: true,
  });
}

async function commonJs(options: BuildOptions, self?: string): Promise<Script> {
  const requires = new Set<string>();
  const code = await text({
    ...options,
    format: "cjs",
    platform: "neutral",
    plugins: [leavePackages(self, requires)],
  });
  return { code, requires: [...requires].sort() };
}

function leavePackages(self?: string, requires = new Set<string>()): Plugin {
  return {
    name: "leave-packages",
    setup({ onResolve }) {
      onResolve({ filter: /^@blankfile\// }, ({ path: name, kind }) => {
        if (name === self && kind !== "entry-point") return undefined;
        requires.add(name);
        return { path: name, external: true };
      });
    },
  };
}

async function text(options: BuildOptions): Promise<string> {
  const result = await build({ ...common, ...options, write: false });
  return result.outputFiles[0]!.text;
}
