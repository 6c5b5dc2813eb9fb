import { indexOfText, sliceText } from "./intrinsics.ts";

/** "RangeError: scores are empty": the first line of what was thrown, whatever it was. Never throws. */
export function errorText(error: unknown): string {
  try {
    if (error instanceof Error) {
      const name = `${error.name}`;
      const message = firstLine(`${error.message}`);
      return message === "" ? name : `${name}: ${message}`;
    }
    return `threw ${typeof error === "string" ? `"${firstLine(error)}"` : firstLine(`${error as string}`)}`;
  } catch {
    return "threw a value that cannot be read";
  }
}

export function firstLine(text: string): string {
  const end = indexOfText(text, "\n");
  return end === -1 ? text : sliceText(text, 0, end);
}
