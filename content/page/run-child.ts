/**
 * The process in which a page's `ts run` blocks run: `node run-child.ts <folder> <number of blocks>`. Imports the
 * folder's `block-0.mjs`, `block-1.mjs`, … in order and writes one line of JSON per event to its output.
 */
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { packageOf } from "./block-imports.ts";
import type { ChildEvent, ExportedValue } from "./run-event.ts";

const [folder, count] = [process.argv[2]!, Number(process.argv[3])];
const home = pathToFileURL(`${folder}/`).href;

registerHooks({
  resolve(specifier, context, next) {
    if (context.parentURL?.startsWith(home) && packageOf(specifier) === undefined)
      throw new TypeError(
        `import: "${specifier}" is not there for a page; packages of ours, "@blankfile/…", are needed (not their node part)`,
      );
    return next(specifier, context);
  },
});

let output = "";
const print = (...values: unknown[]) => {
  output += `${format(...values)}\n`;
};

const exit = process.exit.bind(process);
closeDoors();
for (let block = 0; block < count; block++) {
  output = "";
  send({ kind: "start", block });
  try {
    const module: Record<string, unknown> = await import(
      pathToFileURL(join(folder, `block-${block}.mjs`)).href
    );
    await laterErrors();
    const exports = Object.entries(module).map(([name, value]): [string, ExportedValue] => [
      name,
      exported(value),
    ]);
    send({ kind: "done", block, output, exports: Object.fromEntries(exports) });
  } catch (error) {
    send({ kind: "error", block, output, ...described(error) });
    break;
  }
}
exit(0);

/** Lets a promise that was rejected and awaited by nobody end the process before the block counts as done. */
function laterErrors(): Promise<void> {
  return new Promise((settle) => setImmediate(settle));
}

function send(event: ChildEvent): void {
  writeSync(1, `${JSON.stringify(event)}\n`);
}

/** A page has no network, no process, and nothing that differs from build to build. */
function closeDoors(): void {
  const printers = { log: print, info: print, debug: print, warn: print, error: print };
  Object.defineProperty(globalThis, "console", { value: printers });
  for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest", "process"])
    Reflect.deleteProperty(globalThis, name);
  Math.random = refuse("Math.random", "a generator of @blankfile/tensor with a seed");
  Date.now = refuse("Date.now", "no clock");
  performance.now = refuse("performance.now", "no clock");
}

function refuse(name: string, needed: string): () => never {
  return () => {
    throw new Error(`${name}: the page would change with every build; ${needed} is needed`);
  };
}

function exported(value: unknown): ExportedValue {
  if (typeof value === "number") return { type: "number", text: String(value) };
  if (typeof value === "string") return { type: "string", text: value };
  if (value === null) return { type: "other", text: "null" };
  if (typeof value === "object") return { type: "other", text: value.constructor?.name ?? "object" };
  return { type: "other", text: typeof value };
}

/** The message, and the place in the nearest block: "file:///…/block-1.mjs:12:5". */
function described(error: unknown): { message: string; at?: [block: number, line: number] } {
  if (!(error instanceof Error)) return { message: format(error) };
  const place = /block-(\d+)\.mjs:(\d+)/.exec(error.stack ?? "");
  const message = `${error.name}: ${error.message}`;
  return place === null ? { message } : { message, at: [Number(place[1]), Number(place[2])] };
}
