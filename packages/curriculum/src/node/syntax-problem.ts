import { stripTypeScriptTypes } from "node:module";
import vm from "node:vm";

export interface SyntaxProblem {
  message: string;
  /** 1-based. */
  line?: number;
}

/** Why the types of a TypeScript module cannot be removed, or undefined. */
export function syntaxProblemOfTypes(source: string): SyntaxProblem | undefined {
  try {
    stripTypeScriptTypes(source);
    return undefined;
  } catch (error) {
    return problem(error, lineAbove(error));
  }
}

/** Why a TypeScript module cannot be parsed, or undefined. Needs `--experimental-vm-modules`. */
export function syntaxProblem(source: string): SyntaxProblem | undefined {
  return plainModule(source).problem;
}

/** A TypeScript module without its types, every line in its place, or why it cannot be parsed. Needs `--experimental-vm-modules`. */
export function plainModule(
  source: string,
): { plain: string; problem?: undefined } | { plain?: undefined; problem: SyntaxProblem } {
  let plain: string;
  try {
    plain = stripTypeScriptTypes(source);
  } catch (error) {
    return { problem: problem(error, lineAbove(error)) };
  }
  try {
    new vm.SourceTextModule(plain);
  } catch (error) {
    return { problem: problem(error, lineOfScript(plain, (error as Error).message)) };
  }
  return { plain };
}

function problem(error: unknown, line: number | undefined): SyntaxProblem {
  const { message, code } = error as Error & { code?: string };
  const text =
    code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"
      ? `${message.replace(/ in strip-only mode.*/s, "")}: types are only removed here, and this needs more than that`
      : message.split("\n")[0]!;
  return line === undefined ? { message: text } : { message: text, line };
}

/** V8 names the line of a script's syntax error, and not of a module's: the same text is parsed as the body of a function. */
function lineOfScript(module: string, message: string): number | undefined {
  const body = module
    .replace(/^(\s*)export\s+(default\s+)?(?=\S)/gm, (all) => " ".repeat(all.length))
    .replace(/^\s*(import\b[^;'"]*)?["'][^"'\n]+["'];?/gm, (all) => all.replace(/[^\n]/g, " "));
  try {
    new vm.Script(`(async () => { "use strict"; ${body}\n})`);
  } catch (error) {
    if ((error as Error).message === message) return lineAbove(error);
  }
  return undefined;
}

/** The line in "name:12" above the source text with which the stack of a syntax error begins. */
function lineAbove(error: unknown): number | undefined {
  const found = /^[^\n]*:(\d+)\n/.exec((error as Error).stack ?? "");
  return found === null ? undefined : Number(found[1]);
}
