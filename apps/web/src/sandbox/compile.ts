import { transform } from "sucrase";

export type Compiled = { code: string } | { message: string; line?: number };

/**
 * TypeScript to CommonJS text on the same lines: types are erased, imports become `require`. Sucrase finds some syntax
 * errors; those that it lets through, the worker's own parser reports with their line.
 */
export function compile(source: string): Compiled {
  try {
    const { code } = transform(source, {
      transforms: ["typescript", "imports"],
      disableESTransforms: true,
      filePath: "solution.ts",
    });
    return { code };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const found = /^(?:Error transforming solution\.ts: )?(.*?)(?: \((\d+):\d+\))?$/s.exec(text);
    const line = found?.[2];
    return { message: found?.[1] ?? text, ...(line !== undefined && { line: Number(line) }) };
  }
}
