import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { PageContext } from "@blankfile/content/page";
import type { ExerciseMeta, Topic } from "@blankfile/curriculum";
import { parse } from "yaml";

export interface Reference {
  title: string;
  authors: string[];
  year: number;
  kind: string;
  identifier: string;
}

export interface SiteContent {
  topics: Topic[];
  bySlug: Map<string, Topic>;
  layers: { id: string; name: string }[];
  modules: { id: string; title: string; area: string; layer: string }[];
  map: { layers: { id: string; modules: { id: string; topics: string[] }[] }[] };
  exercises: Map<string, ExerciseMeta>;
  /** Slugs of labs and their titles. */
  labs: Map<string, { title: string }>;
  references: Map<string, Reference>;
  /** For rendering pages. */
  page: PageContext;
}

const root = join(process.cwd(), "../..");
const folder = join(root, "content");

let kept: SiteContent | undefined;

export function content(): SiteContent {
  kept ??= read();
  return kept;
}

function frontMatter(file: string): { meta: Record<string, unknown>; body: string } {
  const text = readFileSync(join(folder, file), "utf8");
  const end = text.indexOf("\n---", 4);
  return { meta: parse(text.slice(4, end)), body: text.slice(end + 4).trim() };
}

function read(): SiteContent {
  const topics = globSync("topics/*/*.md", { cwd: folder })
    .sort()
    .map((file) => {
      const { meta, body } = frontMatter(file);
      return { slug: basename(file, ".md"), ...meta, body } as unknown as Topic;
    });
  const yaml = (name: string) => parse(readFileSync(join(folder, name), "utf8"));
  const { layers, modules } = yaml("modules.yaml");
  const exercises = new Map(
    globSync("exercises/*/exercise.md", { cwd: folder }).map((file) => [
      file.split("/")[1]!,
      frontMatter(file).meta as unknown as ExerciseMeta,
    ]),
  );
  const labs = new Map(
    globSync("labs/*/lab.ts", { cwd: folder }).map((file) => {
      const title = /title: "([^"]+)"/.exec(readFileSync(join(folder, file), "utf8"))?.[1];
      return [file.split("/")[1]!, { title: title ?? file.split("/")[1]! }];
    }),
  );
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  return {
    topics,
    bySlug,
    layers,
    modules,
    map: JSON.parse(readFileSync(join(folder, "map.json"), "utf8")),
    exercises,
    labs,
    references: new Map(Object.entries(yaml("references.yaml"))),
    page: { root, base: process.env.BLANKFILE_BASE ?? "/", topics: bySlug, labs, exercises },
  };
}
