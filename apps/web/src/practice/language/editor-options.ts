import type ts from "typescript";

/**
 * The compiler's options of the editor: those of the workspace that `blankfile init` makes, so that both say the same of
 * a file, but for the browser's own names, which the checks do not offer (`exercise-globals.ts` has those they do).
 */
export function editorOptions(compiler: typeof ts): ts.CompilerOptions {
  return {
    target: compiler.ScriptTarget.ES2024,
    module: compiler.ModuleKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: [`lib.${standardLibrary}.d.ts`],
  };
}

export const standardLibrary = "es2024";
