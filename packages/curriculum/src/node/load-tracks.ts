import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseProject } from "../front-matter.ts";
import type { Problem } from "../problem.ts";
import type { Project } from "../project.ts";
import { slug as slugSchema } from "../topic.ts";
import { type Track, trackSchema } from "../track.ts";
import { readYaml } from "../yaml-file.ts";

/** `content/tracks/*.yaml`, by slug. A file with a problem is left out and named. */
export function loadTracks(root: string, problems: Problem[]): Map<string, Track> {
  const tracks = new Map<string, Track>();
  for (const { slug, file, text } of files(root, "content/tracks", ".yaml", problems)) {
    const found = readYaml(text, trackSchema, file);
    problems.push(...found.problems);
    if (found.value !== undefined) tracks.set(slug, { slug, ...found.value });
  }
  return tracks;
}

/** `content/projects/*.md`, by slug. A file with a problem is left out and named. */
export function loadProjects(root: string, problems: Problem[]): Map<string, Project> {
  const projects = new Map<string, Project>();
  for (const { slug, file, text } of files(root, "content/projects", ".md", problems)) {
    const found = parseProject(text, slug, file);
    problems.push(...found.problems);
    if (found.value !== undefined) projects.set(slug, found.value);
  }
  return projects;
}

/** The files of a folder with an ending, in the order of their names; none where there is no folder. */
function files(
  root: string,
  folder: string,
  ending: string,
  problems: Problem[],
): { slug: string; file: string; text: string }[] {
  const at = path.join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at)
    .sort()
    .flatMap((name) => {
      const file = `${folder}/${name}`;
      const slug = name.slice(0, -ending.length);
      if (!name.endsWith(ending) || !slugSchema.safeParse(slug).success) {
        problems.push({
          file,
          message: "has no name of this folder",
          hint: `<slug>${ending} is needed, its slug lower-case words joined by hyphens`,
        });
        return [];
      }
      return [{ slug, file, text: readFileSync(path.join(at, name), "utf8") }];
    });
}
