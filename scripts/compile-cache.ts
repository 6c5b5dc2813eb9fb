import path from "node:path";

/**
 * Lets every Node that is started from here on, and what it starts, keep and find what was compiled: packages are TypeScript sources, and
 * taking the types off anew in each process is most of a short one's time. A cold folder costs nothing; it can be deleted.
 */
export function keepCompiled(): void {
  process.env.NODE_COMPILE_CACHE ??= path.join(
    import.meta.dirname,
    "../node_modules/.cache/blankfile-compiled",
  );
}
