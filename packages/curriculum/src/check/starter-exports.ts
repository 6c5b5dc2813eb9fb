/** What a starter exports: the names that a solution must export too, each with the line that declares it. */
export interface Declared {
  name: string;
  /** "export function softmax(scores: number[]): number[]". */
  declaration: string;
}

const exported = /^export\s+(?:async\s+)?(?:function\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)[^\n]*/gm;

/** Reads the exported values out of a starter's text; its types are no concern of a check. */
export function starterExports(source: string): Declared[] {
  const found: Declared[] = [];
  for (const match of source.matchAll(exported)) {
    const line = match[0].trimEnd();
    const open = /^export\s+(?:const|let|var)\b/.test(line)
      ? line.search(/\s=(?!>)/)
      : line.search(/\s*\{(?:\s*\}?)?\s*$/);
    const declaration = (open === -1 ? line : line.slice(0, open)).trimEnd();
    found.push({ name: match[1]!, declaration });
  }
  return found;
}
