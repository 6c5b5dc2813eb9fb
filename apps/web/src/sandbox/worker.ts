// First: it freezes the built-ins before anything else looks at them.
import "./scope.ts";
import * as checkLibrary from "@blankfile/curriculum/check";
import { learnerConsole } from "./console.ts";
import { type Exports, loadScript, loadTrusted, type Require } from "./load-script.ts";
import { lockExports } from "./lock-built-ins.ts";
import type { Job, Message } from "./protocol.ts";
import { close, listen, setTimeout, unlisten } from "./scope.ts";

type Check = checkLibrary.Check<Exports>;
const { errorText, missingExport, runChecks, stackLine } = checkLibrary;

/** What stack traces call the learner's file. */
const file = "solution.ts";
const lineOf = (error: unknown) => stackLine(error, file);

/**
 * The worker's script. It loads the packages and the checks, shuts the doors, then loads the learner's module and runs
 * the checks on it. Its port is known to this function alone; after the first message it listens to nothing, so there
 * is no event from which the learner's code could take the port.
 */
listen("message", function first(event: MessageEvent<Job>) {
  unlisten("message", first);
  const port = event.ports[0]!;
  start(event.data, (message) => port.postMessage(message));
});

function start(job: Job, say: (message: Message) => void): void {
  const libraries = new Map<string, Exports>();
  const requireAny: Require = (name) => {
    const library = libraries.get(name);
    if (library === undefined) throw new Error(`${name} is not part of this exercise's bundle`);
    return library;
  };
  libraries.set("@blankfile/curriculum/check", checkLibrary);
  for (const { name, code } of job.packages) {
    const library = loadTrusted(name, code, requireAny);
    lockExports(library);
    libraries.set(name, library);
  }
  const { checks } = loadTrusted("checks.ts", job.checks, requireAny) as { checks: Check[] };

  close(learnerConsole((level, text) => say({ kind: "log", level, text })));
  listen("unhandledrejection", (event: PromiseRejectionEvent) => {
    event.preventDefault();
    say({ kind: "log", level: "error", text: `a promise was rejected: ${errorText(event.reason)}` });
  });
  say({ kind: "ready" });

  const requireAllowed: Require = (name) => {
    if (job.imports.includes(name)) return requireAny(name);
    const allowed = job.imports.length > 0 ? `it may import ${job.imports.join(", ")}` : "it imports nothing";
    throw new Error(`import of "${name}": this exercise does without it; ${allowed}`);
  };
  loadLearner(job, requireAllowed, say, (module) => void runAll(checks, module, job, say));
}

/** In a task of its own: a syntax error then reaches the global `error` event, which alone knows its line. */
function loadLearner(
  job: Job,
  require: Require,
  say: (message: Message) => void,
  loaded: (module: Exports) => void,
): void {
  let parsed = false;
  listen("error", (event: ErrorEvent) => {
    event.preventDefault();
    const message = event.message.replace(/^Uncaught /, "");
    const line = event.lineno > 0 ? { line: event.lineno } : {};
    if (parsed) say({ kind: "log", level: "error", text: message });
    else say({ kind: "refused", outcome: "syntax error", message: withoutLoader(message), ...line });
  });
  setTimeout(() => {
    loadScript(file, job.code, require, (result) => {
      parsed = true;
      if ("threw" in result) {
        const line = lineOf(result.threw);
        const message = withFrozen(errorText(result.threw));
        say({ kind: "refused", outcome: "load error", message, ...(line !== undefined && { line }) });
        return;
      }
      const problem = nothingToCheck(result.exports, job.declared);
      if (problem) say({ kind: "refused", outcome: "load error", message: problem });
      else {
        say({ kind: "loaded" });
        loaded(result.exports);
      }
    });
  }, 0);
}

/** "SyntaxError: Failed to execute 'importScripts' on …: Unexpected token": only the end is about the learner's file. */
function withoutLoader(message: string): string {
  return message.replace(/^(?:SyntaxError: )?(?:Failed to execute '\w+' on '\w+': )*/, "");
}

function withFrozen(message: string): string {
  const frozen = /read only property|not extensible|Cannot redefine property/.test(message);
  return frozen ? `${message}; built-in objects are frozen while an exercise is checked` : message;
}

/** Why checking is pointless: none of what the starter exports is there. */
function nothingToCheck(module: Exports, declared: Job["declared"]): string | undefined {
  const first = declared[0];
  try {
    if (first === undefined || declared.some(({ name }) => module[name] !== undefined)) return undefined;
    const present = Object.keys(module).filter((name) => name !== "__esModule");
    return missingExport(first.name, present, declared);
  } catch (error) {
    return `what your file exports cannot be read (${errorText(error)}); write \`export\` before what is to be checked`;
  }
}

async function runAll(
  checks: readonly Check[],
  module: Exports,
  { declared }: Job,
  say: (message: Message) => void,
): Promise<void> {
  try {
    await runChecks(checks, module, {
      now: () => performance.now(),
      onStart(index, { name, timeLimitMs }) {
        const { why, probes } = checks[index]!;
        const context = { ...(why !== undefined && { why }), ...(probes !== undefined && { probes }) };
        say({ kind: "check", index, name, timeLimitMs, ...context });
      },
      onResult: (index, result) => say({ kind: "result", index, result: { ...result } }),
      lineOf,
      declared,
    });
    say({ kind: "done" });
  } catch (error) {
    say({ kind: "broken", message: errorText(error) });
  }
}
