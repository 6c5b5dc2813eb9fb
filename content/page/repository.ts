import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** This folder, found by its package's name, so that it is right in a bundle too. */
export const pageFolder = dirname(createRequire(import.meta.url).resolve("@blankfile/content/page"));

/** The repository that this folder belongs to: blocks run against its packages, whatever folder the content lies in. */
export const repository = join(pageFolder, "../..");
