/** The address of a page or file of the site, below whatever path the site is served from. `path` starts with "/". */
export function href(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, "") + path;
}

/** The address of a topic's page. */
export function topicHref(slug: string): string {
  return href(`/topics/${slug}/`);
}
