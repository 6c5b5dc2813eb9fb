import type { SearchEntry } from "./search-file.ts";

const screen = (slug: string, title: string, path: string, summary: string): SearchEntry => ({
  kind: "screen",
  slug,
  title,
  path,
  place: "Screen",
  summary,
});

/** Pages that are neither of a topic nor of something to do. */
export const screenEntries: SearchEntry[] = [
  screen("map", "Map", "/", "All topics with what they need and open; trace a path between two of them."),
  screen(
    "gaps",
    "Find my gaps",
    "/gaps/",
    "What is missing for a destination, in order, less what you know; a placement test.",
  ),
  screen("all-topics", "All topics", "/topics/", "The list by layer and module."),
  screen(
    "check-plan",
    "Check a plan of your own",
    "/tracks/check/",
    "Paste a syllabus: which topics come before what they need.",
  ),
  screen(
    "reading",
    "People, places and reading",
    "/reading/",
    "Books, courses, papers, blogs, venues, communities.",
  ),
  screen(
    "seeds",
    "What the seeds asked for",
    "/seeds/",
    "Each thing that the seed documents name, and how far what answers it is.",
  ),
  screen("runs", "Runs", "/runs/", "Experiments and saved labs with their metrics."),
  screen(
    "review",
    "Review",
    "/review/",
    "A few cards a day on what you know, spaced; pause, spread, leave out.",
  ),
  screen("progress", "Progress", "/progress/", "Your evidence; export, import, backup."),
];
