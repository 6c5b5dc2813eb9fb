/** What is wrong with a page, in the place where its writer can mend it. */
export interface PageProblem {
  /** Path from the repository's root. */
  file: string;
  /** 1-based line in that file; 0 where it is not known. */
  line: number;
  /** The part of the page: "link", "formula", "directive lab", "ts run", "cards.2.front". */
  field: string;
  /** What was given and what is needed. */
  message: string;
  /** How to get it. */
  hint: string;
}

/** "content/topics/3/ppo.md:41: link: …" and the hint on a line of its own. */
export function problemText({ file, line, field, message, hint }: PageProblem): string {
  return `${file}${line > 0 ? `:${line}` : ""}: ${field}: ${message}\n  ${hint}`;
}
