/** Something that a block imports. */
export interface BlockImport {
  specifier: string;
  /** "tensor" for "@blankfile/tensor" and "@blankfile/tensor/x"; undefined where a page may not import it. */
  packageName: string | undefined;
  /** 1-based line within the block. */
  line: number;
}

const statement =
  /^[ \t]*import\s*["']([^"'\n]+)["']|^[ \t]*(?:import|export)\b[^;"'`=()]*\bfrom\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/gm;

/** The imports that stand in the text of a module. One whose name is computed is refused when it runs. */
export function importsOf(text: string): BlockImport[] {
  return [...text.matchAll(statement)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3]!;
    return {
      specifier,
      packageName: packageOf(specifier),
      line: text.slice(0, match.index + match[0].length).split("\n").length,
    };
  });
}

/** The package's name, if a page may import this: our packages and their parts, but for `node`. */
export function packageOf(specifier: string): string | undefined {
  return /^@blankfile\/([a-z]+)(\/(?!node$)[a-z]+)?$/.exec(specifier)?.[1];
}
