import { renderPage, renderText } from "@blankfile/content/page";
import type { Topic, Track, Unit } from "@blankfile/curriculum";
import { content } from "../content/load.ts";
import { labList } from "../lab/lab-list.ts";
import { pageText } from "./page-text.ts";
import { screenEntries } from "./screen-entries.ts";
import type { SearchEntry, SearchFile, SearchPart } from "./search-file.ts";

/** Everything that the search finds, in the order of the map (at build time). */
export async function makeSearchFile(): Promise<SearchFile> {
  const { topics, tracks, projects, exercises } = content();
  return [
    ...(await Promise.all(topics.map(topicEntry))),
    ...(await Promise.all([...tracks.values()].map(trackEntry))),
    ...(await Promise.all([...projects.keys()].map(projectEntry))),
    ...(await Promise.all([...exercises.keys()].map(exerciseEntry))),
    ...labEntries(),
    ...experimentEntries(),
    ...moduleEntries(),
    ...screenEntries,
  ];
}

async function topicEntry(topic: Topic): Promise<SearchEntry> {
  const { modules, page } = content();
  const { slug, title, layer, summary, tier, status, code = [] } = topic;
  const file = `content/topics/${layer}/${slug}.md`;
  const parts: SearchPart[] =
    status === "outline" ? [] : pageText((await renderPage({ slug, body: topic.body, file }, page)).html);
  const names = code.map((path) => path.split("/").at(-1)!).join(" ");
  if (names !== "") parts.push({ title: "Code", text: names });
  return {
    kind: "topic",
    slug,
    title,
    path: `/topics/${slug}/`,
    place: `Layer ${layer} · ${modules.find(({ id }) => id === topic.module)!.title}`,
    ...(summary !== undefined && { summary: withoutMarks(summary) }),
    ...(tier === 1 && { weight: 1 }),
    ...(parts.length > 0 && { parts }),
  };
}

async function trackEntry(track: Track): Promise<SearchEntry> {
  const { slug, title, summary, about, units, branches = [], principles = [] } = track;
  const file = `content/tracks/${slug}.yaml`;
  const [first] = pageText((await renderText({ text: about, file, field: "about" }, content().page)).html);
  const lines = principles.map((one) => `${one.title}\n${one.text}`);
  return {
    kind: "track",
    slug,
    title,
    path: `/tracks/${slug}/`,
    place: "Track",
    summary,
    weight: 1,
    parts: [
      { title: "About", text: first?.text ?? "" },
      ...(lines.length > 0 ? [{ id: "principles", title: "Principles", text: lines.join("\n") }] : []),
      ...units.map((unit) => ({ id: unit.id, title: unit.title, text: unitText(unit) })),
      ...branches.map(({ id, title, text }) => ({ id: `branch-${id}`, title, text })),
    ],
  };
}

function unitText({ goal, note, steps = [], posts = [], done, traps = [] }: Unit): string {
  const written = posts.map(({ title, about }) => `${title}: ${about}`);
  return [goal, note, ...steps, ...written, ...done.map(({ text }) => text), ...traps]
    .filter(Boolean)
    .join("\n");
}

async function projectEntry(slug: string): Promise<SearchEntry> {
  const { projects, page } = content();
  const { title, summary, question, milestones, band, body } = projects.get(slug)!;
  const { html } = await renderPage({ slug, body, file: `content/projects/${slug}.md` }, page);
  return {
    kind: "project",
    slug,
    title,
    path: `/projects/${slug}/`,
    place: band === undefined ? "Project" : `Project · ${band}`,
    summary: `${question} ${summary}`,
    parts: [...pageText(html), { title: "Milestones", text: milestones.map(({ text }) => text).join("\n") }],
  };
}

/** So much of a statement is enough to find it by. */
const statementLength = 240;

/** How its statement begins, and what its starter exports; hints and solution are not for finding. */
async function exerciseEntry(slug: string): Promise<SearchEntry> {
  const { exercises, bySlug, page } = content();
  const { title, topics, statement, starter } = exercises.get(slug)!;
  const file = `content/exercises/${slug}/exercise.md`;
  const { html } = await renderText({ text: statement, file, field: "statement" }, page);
  return {
    kind: "exercise",
    slug,
    title,
    path: `/practice/${slug}/`,
    place: `Exercise · ${topics.map((id) => bySlug.get(id)?.title ?? id).join(", ")}`,
    parts: [
      { title: "What to write", text: beginning(pageText(`<p>${html}</p>`)) },
      { title: "Starter", text: exportedNames(starter) },
    ],
  };
}

function beginning(parts: readonly SearchPart[]): string {
  const text = parts.map((part) => part.text).join("\n");
  return text.length <= statementLength ? text : text.slice(0, text.lastIndexOf(" ", statementLength));
}

function exportedNames(starter: string): string {
  const found = starter.matchAll(/^export (?:async )?(?:function|class|const|interface|type) (\w+)/gm);
  return [...found].map((match) => match[1]!).join(" ");
}

function labEntries(): SearchEntry[] {
  return labList().map(({ slug, title, lead }) => ({
    kind: "lab",
    slug,
    title,
    path: `/labs/${slug}/`,
    place: "Lab",
    summary: lead,
  }));
}

/** An experiment stands where a track or a project asks for it; one that nothing asks for among the runs. */
function experimentEntries(): SearchEntry[] {
  const { experiments, tracks, projects } = content();
  return [...experiments].map(([id, { title, compares, shows, file }]) => {
    const uses = [...tracks.values()].flatMap((track) =>
      track.units
        .filter((unit) => unit.experiments?.includes(id))
        .map((unit) => ({ path: `/tracks/${track.slug}/#${unit.id}`, name: track.title })),
    );
    for (const project of projects.values())
      if (project.experiments?.includes(id))
        uses.push({ path: `/projects/${project.slug}/`, name: project.title });
    const use = uses[0] ?? { path: "/runs/", name: "Runs" };
    return {
      kind: "experiment",
      slug: (file ?? id).replace("/", "-"),
      title,
      path: use.path,
      place: `Experiment${file === undefined ? ", still to come" : ""} · ${use.name}`,
      summary: `${compares}. ${shows}`,
    };
  });
}

function moduleEntries(): SearchEntry[] {
  const { layers, modules, topics } = content();
  return modules.map(({ id, title, layer }) => ({
    kind: "module",
    slug: id,
    title,
    path: `/map/?module=${id}`,
    place: `Layer ${layer} · ${layers.find((one) => one.id === layer)!.name}`,
    summary: `${topics.filter((topic) => topic.module === id).length} topics, on the map`,
  }));
}

/** A summary may be Markdown with formulas; the search shows it as text. */
function withoutMarks(text: string): string {
  return text.replace(/[$`*]|\]\([^)]*\)|\[(?=[^\]]*\]\()/g, "");
}
