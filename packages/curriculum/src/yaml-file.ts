import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Problem } from "./problem.ts";
import { schemaProblems } from "./schema-problems.ts";

export interface Read<T> {
  /** Undefined where there are problems. */
  value?: T;
  problems: Problem[];
}

/**
 * Reads YAML and holds it against a schema. A problem carries the line on which its field stands; `above` is the number
 * of lines that stand above the YAML in the file.
 */
export function readYaml<T>(text: string, schema: z.ZodType<T>, file: string, above = 0): Read<T> {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  if (document.errors.length > 0) {
    const counter = new LineCounter();
    parseDocument(text, { prettyErrors: false, logLevel: "silent", lineCounter: counter });
    return {
      problems: document.errors.map(({ pos, message }) => ({
        file,
        line: above + counter.linePos(pos[0]).line,
        message: `YAML: ${message.replace(/\s+/g, " ")}`,
      })),
    };
  }
  const value: unknown = document.toJS();
  const found = schemaProblems(schema, value);
  if (found.length === 0) return { value: value as T, problems: [] };
  const counter = new LineCounter();
  const counted = parseDocument(text, { lineCounter: counter });
  return {
    problems: found.map(({ path, ...problem }) => {
      const offset = offsetOf(counted, path);
      return {
        file,
        ...(offset !== undefined && { line: above + counter.linePos(offset).line }),
        ...problem,
      };
    }),
  };
}

/** Where in the text the value at a path begins, or the nearest thing around it that is there. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0];
}
