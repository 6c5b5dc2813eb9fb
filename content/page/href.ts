/**
 * The address of a page or file of the site when the site lives at `base`: "/" on its own host, "/blankfile/" below
 * another's. `path` starts with a slash.
 */
export function href(base: string, path: string): string {
  if (!path.startsWith("/"))
    throw new RangeError(`href: the path is "${path}", one that starts with "/" is needed`);
  if (!base.startsWith("/"))
    throw new RangeError(`href: the base is "${base}", one that starts with "/" is needed`);
  return base.replace(/\/+$/, "") + path;
}

export function topicPath(slug: string): string {
  return `/topics/${slug}/`;
}

export function labPath(slug: string): string {
  return `/labs/${slug}/`;
}

export function exercisePath(slug: string): string {
  return `/practice/${slug}/`;
}
