import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import bash from "shiki/langs/bash.mjs";
import json from "shiki/langs/json.mjs";
import python from "shiki/langs/python.mjs";
import typescript from "shiki/langs/typescript.mjs";
import yaml from "shiki/langs/yaml.mjs";

/** What a fence may name, and the grammar that it means. */
export const languages: Record<string, string> = {
  ts: "typescript",
  typescript: "typescript",
  js: "typescript",
  json: "json",
  python: "python",
  py: "python",
  sh: "bash",
  bash: "bash",
  yaml: "yaml",
  text: "text",
};

/**
 * Classes of the coloured spans, `code-keyword` and so on. The site gives each a colour for light and one for dark:
 * a colour written here would need a style attribute on every word.
 */
export const codeClasses = [
  "code-comment",
  "code-constant",
  "code-function",
  "code-keyword",
  "code-link",
  "code-parameter",
  "code-punctuation",
  "code-string",
  "code-string-expression",
] as const;

export type Highlight = (code: string, language: string) => string;

let shared: Promise<Highlight> | undefined;

/** Loads the grammars on the first call. */
export function loadHighlight(): Promise<Highlight> {
  shared ??= create();
  return shared;
}

async function create(): Promise<Highlight> {
  const theme = createCssVariablesTheme({ name: "classes", variablePrefix: "--", fontStyle: false });
  const highlighter = await createHighlighterCore({
    themes: [theme],
    langs: [bash, json, python, typescript, yaml],
    engine: createJavaScriptRegexEngine(),
  });
  return (code, language) => coloured(highlighter, code, languages[language] ?? "text");
}

function coloured(highlighter: HighlighterCore, code: string, lang: string): string {
  if (lang === "text") return escaped(code);
  const { tokens } = highlighter.codeToTokens(code, { lang, theme: "classes" });
  return tokens
    .map((line) =>
      merged(line)
        .map(([text, name]) => (name === "" ? escaped(text) : span(name, text)))
        .join(""),
    )
    .join("\n");
}

/** Neighbours of one colour together, so that a line is a few spans. */
function merged(line: { content: string; color?: string }[]): [text: string, name: string][] {
  const result: [string, string][] = [];
  for (const { content, color } of line) {
    const name = className(color);
    const last = result.at(-1);
    if (last !== undefined && (last[1] === name || content.trim() === "")) last[0] += content;
    else result.push([content, name]);
  }
  return result;
}

function className(color: string | undefined): string {
  const name = /^var\(--token-([a-z-]+)\)$/.exec(color ?? "")?.[1];
  return name === undefined ? "" : `code-${name}`;
}

function span(name: string, text: string): string {
  return `<span class="${name}">${escaped(text)}</span>`;
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
