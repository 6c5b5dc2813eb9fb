/** A line of what was predicted beside one of what was printed; either may lack it. */
export interface PredictedLine {
  predicted: string | undefined;
  printed: string | undefined;
  agrees: boolean;
}

/**
 * Holds a prediction against what was printed, line by line. Blanks, quotation marks and the form of a minus do not count; numbers agree where the printed
 * one, rounded to the decimals that were predicted, is the predicted one.
 */
export function comparePrediction(predicted: string, printed: string): PredictedLine[] {
  const [yours, theirs] = [linesOf(predicted), linesOf(printed)];
  return Array.from({ length: Math.max(yours.length, theirs.length) }, (_, i) => ({
    predicted: yours[i],
    printed: theirs[i],
    agrees: yours[i] !== undefined && theirs[i] !== undefined && sameLine(yours[i]!, theirs[i]!),
  }));
}

function linesOf(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === "" ? [] : trimmed.split(/\s*\n\s*/);
}

function sameLine(predicted: string, printed: string): boolean {
  const [yours, theirs] = [tokens(predicted), tokens(printed)];
  return yours.length === theirs.length && yours.every((token, i) => sameToken(token, theirs[i]!));
}

/** Numbers, words and signs; what only parts them is dropped. */
function tokens(line: string): string[] {
  const plain = line.replace(/[\u2212\u2013]/g, "-").toLowerCase();
  return plain.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|-?infinity|[\p{L}_]\w*|[^\s\w,;"'`]/gu) ?? [];
}

function sameToken(yours: string, theirs: string): boolean {
  if (yours === theirs) return true;
  const [given, printed] = [Number(yours), Number(theirs)];
  if (!Number.isFinite(given) || !Number.isFinite(printed)) return false;
  if (given === printed) return true;
  const decimals = decimalsOf(yours);
  return decimals > 0 && Math.abs(given - printed) <= 0.5 * 10 ** -decimals + 1e-12 && Math.abs(given) > 0;
}

/** Decimals that were written: 2 of "0.33", 7 of "3.3e-6". */
function decimalsOf(number: string): number {
  const [digits = "", exponent = "0"] = number.split("e");
  return (digits.split(".")[1] ?? "").length - Number(exponent);
}
