import type ts from "typescript";
import type { Description, Suggestion, TypeProblem } from "./protocol.ts";
import type { TypeRoom } from "./type-room.ts";

/** What an editor asks of TypeScript, of the files in a room. Places are offsets into the text, from 0. */
export class TypeHelp {
  readonly #compiler: typeof ts;
  readonly #room: TypeRoom;
  readonly #service: ts.LanguageService;

  constructor(compiler: typeof ts, room: TypeRoom) {
    this.#compiler = compiler;
    this.#room = room;
    this.#service = compiler.createLanguageService(room);
  }

  /** Errors of grammar and of types, in the order of the text. */
  problems(name: string, text: string): TypeProblem[] {
    const path = this.#room.write(name, text);
    const found = [
      ...this.#service.getSyntacticDiagnostics(path),
      ...this.#service.getSemanticDiagnostics(path),
    ];
    return found
      .filter(({ category }) => category === this.#compiler.DiagnosticCategory.Error)
      .map((one) => this.#problem(one, name, text))
      .sort((a, b) => a.from - b.from);
  }

  /** What could stand at a place. */
  suggestions(name: string, text: string, at: number): Suggestion[] {
    const path = this.#room.write(name, text);
    const module = this.#moduleName(path, at);
    if (module !== undefined)
      return this.#room.importsOf(name).map((label) => ({
        label,
        kind: "namespace",
        boost: 0,
        back: wordStart(text, at) - module,
        insert: label,
      }));
    const list = this.#service.getCompletionsAtPosition(path, at, {
      includeCompletionsForModuleExports: false,
      includeCompletionsWithInsertText: true,
      includeAutomaticOptionalChainCompletions: true,
    });
    const start = wordStart(text, at);
    return (list?.entries ?? [])
      .filter(({ kind }) => kind !== "warning")
      .map((entry) => suggestion(entry, start));
  }

  /** What a suggestion is. */
  suggested(name: string, text: string, at: number, label: string): Description | undefined {
    const path = this.#room.write(name, text);
    const found = this.#service.getCompletionEntryDetails(path, at, label, {}, undefined, {}, undefined);
    return found && this.#description(found, at, at);
  }

  /** What stands at a place. */
  described(name: string, text: string, at: number): Description | undefined {
    const path = this.#room.write(name, text);
    const found = this.#service.getQuickInfoAtPosition(path, at);
    if (found === undefined) return undefined;
    const { start, length } = found.textSpan;
    return this.#description(found, start, start + length);
  }

  #problem(found: ts.Diagnostic, name: string, text: string): TypeProblem {
    const from = Math.min(found.start ?? 0, text.length);
    const to = Math.min(from + (found.length ?? 0), text.length);
    const asked = /^["'`](.*)["'`]$/.exec(text.slice(from, to))?.[1];
    const message =
      asked !== undefined && unresolved.has(found.code)
        ? unknownImport(asked, this.#room.importsOf(name))
        : withoutAdvice(this.#compiler.flattenDiagnosticMessageText(found.messageText, "\n"));
    return { from, to, line: text.slice(0, from).split("\n").length, message, code: found.code };
  }

  /** Where the name of a module begins, if the place is in one. */
  #moduleName(path: string, at: number): number | undefined {
    const source = this.#service.getProgram()?.getSourceFile(path);
    for (const statement of source?.statements ?? []) {
      if (!this.#compiler.isImportDeclaration(statement) && !this.#compiler.isExportDeclaration(statement))
        continue;
      const { moduleSpecifier } = statement;
      const start = moduleSpecifier?.getStart(source);
      if (start !== undefined && at > start && at < moduleSpecifier!.end) return start + 1;
    }
    return undefined;
  }

  #description(
    found: Pick<ts.QuickInfo, "displayParts" | "documentation" | "tags">,
    from: number,
    to: number,
  ): Description {
    const plain = (parts: ts.SymbolDisplayPart[] | undefined) =>
      this.#compiler
        .displayPartsToString(parts)
        .replaceAll(/\{@link(?:code|plain)? ([^}|]+?)(?:\|[^}]*)?\}/g, "$1");
    const tags = (found.tags ?? []).map((tag) => `@${tag.name} ${plain(tag.text)}`.trimEnd());
    const docs = [plain(found.documentation), ...tags].filter((text) => text !== "").join("\n");
    return { from, to, signature: plain(found.displayParts), docs };
  }
}

/** "Cannot find module", in the ways in which TypeScript says it. */
const unresolved = new Set([2307, 2591, 2792, 2882]);

/** Nobody can install types here, or change the settings. */
function withoutAdvice(message: string): string {
  return message.replace(/ (?:Do you need to (?:install|change)|Try changing the) .*/s, "");
}

function unknownImport(asked: string, allowed: readonly string[]): string {
  const may =
    allowed.length === 0
      ? "this exercise does without imports"
      : `this exercise may import ${allowed.join(", ")}`;
  return `import of "${asked}": ${may}`;
}

function suggestion(
  { name, kind, kindModifiers, sortText, insertText, replacementSpan }: ts.CompletionEntry,
  start: number,
): Suggestion {
  const old = kindModifiers?.includes("deprecated") === true;
  return {
    label: name,
    kind: kinds[kind] ?? "variable",
    boost: old ? -20 : sortText <= "12" ? 10 : 0,
    ...(insertText !== undefined && { insert: insertText, back: start - (replacementSpan?.start ?? start) }),
  };
}

const kinds: Record<string, string> = {
  alias: "namespace",
  class: "class",
  "local class": "class",
  const: "constant",
  constructor: "class",
  enum: "enum",
  "enum member": "constant",
  function: "function",
  "local function": "function",
  getter: "property",
  setter: "property",
  interface: "interface",
  keyword: "keyword",
  method: "method",
  module: "namespace",
  property: "property",
  string: "text",
  type: "type",
  "type parameter": "type",
};

/** Where the word that ends at a place begins. */
export function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[\w$]/.test(text[start - 1]!)) start--;
  return start;
}
