/** "Mr" of "Braund, Mr. Owen Harris"; null where there is none. */
export function titleOf(name: string | null): string | null {
  return name === null ? null : (/,\s*(?:the\s+)?([A-Za-z]+)\./.exec(name)?.[1] ?? null);
}

/** "Braund" of "Braund, Mr. Owen Harris". */
export function surnameOf(name: string | null): string | null {
  return name === null ? null : (/^\s*([^,]+),/.exec(name)?.[1] ?? null);
}

/** "C" of "C85", "PC" of "PC 17599"; null where a text does not begin with letters. */
export function leadingLetters(text: string | null): string | null {
  return text === null ? null : (/^\s*([A-Za-z]+)/.exec(text)?.[1]?.toUpperCase() ?? null);
}

/** How many words a text has; NaN where there is none. */
export function wordCount(text: string | null): number {
  return text === null ? Number.NaN : text.split(/\s+/).filter(Boolean).length;
}
