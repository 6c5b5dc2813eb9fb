import { forget, importScripts, scriptAddress, secretName } from "./scope.ts";

export type Exports = Record<string, unknown>;
export type Require = (name: string) => unknown;

type Factory = (exports: Exports, require: Require, module: { exports: Exports }) => void;

/**
 * A CommonJS module from its text. The wrapper stands on the text's first line, so that line numbers in errors are
 * those of the file; `name` is what stack traces call it. The whole script is strict, not the module's function alone: a text can end that
 * function (a script takes `<!--` for a comment, the compiler does not), and sloppy code could ask for callers and their arguments.
 *
 * `loaded` is called when the module has run, or with what it threw. A text that does not parse calls nothing: the
 * error reaches the worker's global `error` event, which, unlike a caught error, knows the line.
 */
export function loadScript(
  name: string,
  text: string,
  require: Require,
  loaded: (result: { exports: Exports } | { threw: unknown }) => void,
): void {
  const hook = secretName();
  const accept = (factory: Factory) => {
    Reflect.deleteProperty(globalThis, hook);
    const module = { exports: {} as Exports };
    let threw: { threw: unknown } | undefined;
    try {
      factory(module.exports, require, module);
    } catch (error) {
      threw = { threw: error };
    }
    loaded(threw ?? { exports: module.exports });
  };
  Object.defineProperty(globalThis, hook, { value: accept, configurable: true });
  const wrapped = `"use strict";${hook}(function (exports, require, module) {${text}\n});\n//# sourceURL=${name}\n`;
  const address = scriptAddress(wrapped);
  try {
    importScripts(address);
  } finally {
    Reflect.deleteProperty(globalThis, hook);
    forget(address);
  }
}

/** A module of ours, which must load: its exports, or an error. */
export function loadTrusted(name: string, text: string, require: Require): Exports {
  let exports: Exports | undefined;
  loadScript(name, text, require, (result) => {
    if ("threw" in result) throw result.threw;
    exports = result.exports;
  });
  if (exports === undefined)
    throw new Error(`${name}: its script does not parse; the site must be built again`);
  return exports;
}
