// The thread in which an exercise's own files are run against its checks, one after the other: they are ours, so one thread serves for all of
// them, and only what hangs costs a new one. A learner's file runs in a process of its own, see check-child.ts.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { type Check, type Declared, errorText, missingExport, runChecks } from "../check/index.ts";
import { importRefusal } from "./own-imports.ts";
import { syntaxProblemOfTypes } from "./syntax-problem.ts";

/** What the thread is to do. */
export interface ProveJob {
  checks: string;
  files: string[];
  allowed: string[];
  declared: Declared[];
}

/** What it says, of the file at that place in the list. */
export type ProveMessage =
  | { kind: "ready"; names: string[] }
  | { kind: "file"; file: number }
  | { kind: "start"; check: number; timeLimitMs: number }
  | { kind: "result"; name: string; pass: boolean }
  | { kind: "refused"; outcome: "syntax error" | "load error"; message: string }
  | { kind: "imports"; names: string[] }
  | { kind: "done"; file: number };

const { checks: checksFile, files, allowed, declared } = workerData as ProveJob;
const say = (message: ProveMessage) => parentPort!.postMessage(message);

const asked = new Map(files.map((file) => [pathToFileURL(file).href, new Set<string>()]));
registerHooks({
  resolve(specifier, context, next) {
    const own = asked.get(context.parentURL ?? "");
    if (own === undefined) return next(specifier, context);
    own.add(specifier);
    const refusal = importRefusal(specifier, allowed);
    if (refusal !== undefined) throw new Error(refusal);
    return next(specifier, context);
  },
});

const { checks } = (await import(pathToFileURL(checksFile).href)) as { checks: Check<object>[] };
say({ kind: "ready", names: checks.map(({ name }) => name) });
for (const [file, path] of files.entries()) {
  say({ kind: "file", file });
  await runOne(path);
  say({ kind: "imports", names: [...asked.get(pathToFileURL(path).href)!] });
  say({ kind: "done", file });
}

async function runOne(path: string): Promise<void> {
  const syntax = syntaxProblemOfTypes(readFileSync(path, "utf8"));
  if (syntax !== undefined) return say({ kind: "refused", outcome: "syntax error", message: syntax.message });
  let module: object;
  try {
    module = (await import(pathToFileURL(path).href)) as object;
  } catch (error) {
    const outcome = error instanceof SyntaxError ? "syntax error" : "load error";
    return say({ kind: "refused", outcome, message: errorText(error) });
  }
  const present = Object.keys(module);
  const [first] = declared;
  if (first !== undefined && !declared.some(({ name }) => present.includes(name))) {
    const message = missingExport(first.name, present, declared);
    return say({ kind: "refused", outcome: "load error", message });
  }
  await runChecks(checks, module, {
    now: () => performance.now(),
    declared,
    onStart: (check, { timeLimitMs }) => say({ kind: "start", check, timeLimitMs }),
    onResult: (_, { name, pass }) => say({ kind: "result", name, pass }),
  });
}
