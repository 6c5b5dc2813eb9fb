/**
 * The 1-based line at which an error arose in one file, read from its stack; undefined where the file is not on it.
 * `file` is how the engine names the file: a path, a file: or a blob: address. `shift` is subtracted, for text that was
 * put above the learner's.
 */
export function stackLine(error: unknown, file: string, shift = 0): number | undefined {
  let stack: unknown;
  try {
    stack = (error as { stack?: unknown } | null | undefined)?.stack;
  } catch {
    return undefined;
  }
  if (typeof stack !== "string") return undefined;
  for (const text of stack.split("\n")) {
    const at = text.lastIndexOf(file);
    if (at === -1) continue;
    const place = /^(?:\?[^:\s)]*)?:(\d+)(?::\d+)?/.exec(text.slice(at + file.length));
    if (place !== null && Number(place[1]) > shift) return Number(place[1]) - shift;
  }
  return undefined;
}
