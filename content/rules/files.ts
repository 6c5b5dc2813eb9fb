/** Paths of content's files, from the repository's root. */
export function topicFile({ layer, slug }: { layer: string; slug: string }): string {
  return `content/topics/${layer}/${slug}.md`;
}

export function exerciseFile(slug: string): string {
  return `content/exercises/${slug}/exercise.md`;
}

export function labFile(slug: string): string {
  return `content/labs/${slug}/lab.ts`;
}
