import { UsageError } from "./usage-error.ts";

/** A whole number from 1; `where` names the flag: "sweep: --jobs". */
export function count(where: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new UsageError(`${where} ${text}, a whole number from 1 is needed`);
  return value;
}
