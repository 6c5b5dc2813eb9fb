/** What a page may refer to, and where the site lives. Plain data: the renderer reads no content by itself. */
export interface PageContext {
  /** Folder of the repository: paths of code and experiments are checked below it. */
  root: string;
  /** "/" or the sub-path that the site is served from, "/blankfile/". */
  base: string;
  topics: ReadonlyMap<string, LinkedTopic>;
  labs: ReadonlyMap<string, { title: string }>;
  exercises: ReadonlyMap<string, { title: string }>;
  /** Other addresses of the site that a page may link to. */
  screens?: readonly string[];
  /** Where files of the repository can be read, "https://…/blob/main/"; without it a code link is a bare path. */
  source?: string;
  /** Folder of the cache; false turns it off. Below `node_modules/.cache/blankfile` unless told. */
  cache?: string | false;
  /** Milliseconds that the `ts run` blocks of a page may take together; 20,000 unless told. */
  runLimitMs?: number;
}

export interface LinkedTopic {
  title: string;
  /** Markdown of the page: links to its headings are checked against it. */
  body: string;
}

/** One page as its file gives it, without the front matter. */
export interface PageSource {
  slug: string;
  body: string;
  /** Path from the repository's root. */
  file: string;
}

export const defaultScreens = [
  "/",
  "/map/",
  "/gaps/",
  "/topics/",
  "/practice/",
  "/labs/",
  "/runs/",
  "/progress/",
];
