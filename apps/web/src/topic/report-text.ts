/** The text of an issue about one statement of a topic, to be pasted where the reader files issues. */
export function reportText(slug: string, title: string, statement: string): string {
  return `# ${title}: ${statement.split(":")[0]}

Topic: \`${slug}\` (content/topics/*/${slug}.md)
Statement: ${statement}

## What is wrong


## Source or counterexample


`;
}
