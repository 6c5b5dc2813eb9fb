import type { Topic } from "@blankfile/curriculum";
import type { RenderedPage } from "../page/index.ts";
import { prompt } from "./scaffold.ts";

/** What is wrong with a topic: its field, what was given and what is needed, and how to get there. */
export interface TopicFault {
  field: string;
  message: string;
  hint: string;
}

/** Modules in which every claim says where it holds, and evidence is kept apart from argument. */
const scoped = new Set(["align", "oversight", "evals", "reason"]);

/** What `content.md` demands of the page of a topic that is a draft or reviewed; an outline has no page. */
export function topicFaults(topic: Topic, page: RenderedPage): TopicFault[] {
  if (topic.status === "outline") return outlineFaults(topic);
  const faults = [...draftFaults(topic), ...evidenceFaults(topic, page), ...placeFaults(topic, page)];
  if (topic.status === "reviewed") faults.push(...reviewedFaults(topic, page));
  if (topic.status === "reviewed" && topic.tier === 1) faults.push(...landmarkFaults(topic, page));
  return faults;
}

function outlineFaults(topic: Topic): TopicFault[] {
  if (topic.body.trim() === "") return [];
  return [
    {
      field: "status",
      message: "is outline, and the file has a text",
      hint: "a topic with a text is a draft",
    },
  ];
}

function draftFaults(topic: Topic): TopicFault[] {
  const faults: TopicFault[] = [];
  const need = (field: string, given: boolean, hint: string) => {
    if (!given) faults.push({ field, message: `is missing in a topic of status ${topic.status}`, hint });
  };
  need("summary", Boolean(topic.summary?.trim()), "one sentence that a newcomer understands");
  need(
    "objectives",
    topic.objectives !== undefined,
    "3 to 6, each a verb and something observable, with its evidence",
  );
  for (const line of topic.body.split("\n").filter((one) => one.startsWith(prompt)))
    faults.push({
      field: "body",
      message: `holds a prompt of the scaffold: ${line.slice(prompt.length).trim().slice(0, 40)}…`,
      hint: "write it, or take the section out where the topic has nothing of the kind",
    });
  need("body", topic.body.trim() !== "", "the text below the front matter, beginning with ## Problem");
  return faults;
}

/** Each evidence of an objective must be there: a task on the page, an exercise or lab of the topic, an experiment. */
function evidenceFaults(topic: Topic, page: RenderedPage): TopicFault[] {
  const tasks = page.blocks.filter((block) => block.kind === "task");
  const runs = page.blocks.filter((block) => block.kind === "run");
  return (topic.objectives ?? []).flatMap(({ evidence }, index) =>
    evidence.flatMap((one): TopicFault[] => {
      const [kind, name] = [one.slice(0, one.indexOf(":")), one.slice(one.indexOf(":") + 1)];
      const there =
        kind === "exercise"
          ? (topic.exercises ?? []).includes(name)
          : kind === "lab"
            ? (topic.labs ?? []).includes(name)
            : kind === "run"
              ? runs.some(({ experiment }) => experiment === name)
              : tasks.some((task) => task.id === name && task.task === kind);
      if (there) return [];
      const hint =
        {
          exercise: "list it under exercises",
          lab: "list it under labs",
          run: `put ::run{file=experiments/${name}.ts} on the page`,
        }[kind] ?? `put :::task{id=${name} kind=${kind}}[…] on the page`;
      return [{ field: `objectives.${index}.evidence`, message: `${one} is not on this page`, hint }];
    }),
  );
}

/** Labs and exercises of the front matter stand on the page, and those on the page in the front matter. */
function placeFaults(topic: Topic, page: RenderedPage): TopicFault[] {
  return (["lab", "exercise"] as const).flatMap((kind) => {
    const field = `${kind}s` as const;
    const listed = topic[field] ?? [];
    const placed = page.blocks.flatMap((block) => (block.kind === kind ? [block.id] : []));
    return [
      ...listed
        .filter((id) => !placed.includes(id))
        .map((id) => ({
          field,
          message: `${id} has no place on the page`,
          hint: `write ::${kind}{id=${id}}`,
        })),
      ...placed
        .filter((id) => !listed.includes(id))
        .map((id) => ({
          field,
          message: `${id} stands on the page and is not listed`,
          hint: `add it to ${field}`,
        })),
    ];
  });
}

function reviewedFaults(topic: Topic, page: RenderedPage): TopicFault[] {
  const faults: TopicFault[] = [];
  const say = (field: string, message: string, hint: string) => faults.push({ field, message, hint });
  const [least, most] = topic.tier === 1 ? [500, 1200] : [250, 700];
  if (page.words < least || page.words > most)
    say(
      "body",
      `has ${page.words} words of prose, ${least} to ${most} are needed`,
      "cut what a reader can do without, or show more",
    );
  if (!topic.references?.some(({ role }) => role === "canonical"))
    say("references", "has no canonical one", "one reference with role: canonical");
  if (topic.claims === undefined || topic.claims.length === 0)
    say(
      "claims",
      "is missing in a reviewed topic",
      "what the page says that could be wrong, each with its status",
    );
  for (const [index, { scope }] of (topic.claims ?? []).entries())
    if (scoped.has(topic.module) && !scope)
      say(
        `claims.${index}.scope`,
        `is missing, and module ${topic.module} needs it`,
        "say where the claim holds",
      );
  if (topic.reading === undefined) {
    say(
      "reading",
      "is missing in a reviewed topic",
      "the note of somebody else's reading: sourceRead, date, note",
    );
    return faults;
  }
  const { sourceRead, address } = topic.reading;
  if (sourceRead !== "none" && address === undefined)
    say(
      "reading.address",
      `is missing, and the source was read (${sourceRead})`,
      "the address of what was read",
    );
  if (sourceRead === "none")
    for (const [index, { status }] of (topic.claims ?? []).entries())
      if (status === "source-read")
        say(
          `claims.${index}.status`,
          "is source-read, and the reading says that no source was read",
          "unverified, or re-derived",
        );
  return faults;
}

function landmarkFaults(topic: Topic, page: RenderedPage): TopicFault[] {
  const faults: TopicFault[] = [];
  const say = (field: string, message: string, hint: string) => faults.push({ field, message, hint });
  const has = (id: string) => page.sections.some((section) => section.id === id);
  const tasks = page.blocks.filter((block) => block.kind === "task");
  if (page.sections[0]?.id !== "problem")
    say("body", "does not open with the problem", "the first section is ## Problem, in the reader's world");
  if (!has("worked-example")) say("body", "has no worked example", "a section ## Worked example");
  if (!page.blocks.some((block) => block.kind === "code" && block.run))
    say("body", "computes none of its numbers", "a `ts run` block, its exports shown by {{name}}");
  const derives = topic.affords.includes("derivation");
  if (derives && !has("derivation") && !tasks.some(({ task }) => task === "derivation"))
    say(
      "body",
      "has no derivation, and the topic affords one",
      "a section ## Derivation, or a task of kind derivation",
    );
  if (!topic.labs?.length) say("labs", "is empty in a reviewed landmark", "a lab that the reader can break");
  if (!topic.exercises?.length && (topic.affords.includes("exercise") || tasks.length === 0))
    say(
      "exercises",
      "is empty in a reviewed landmark",
      "an exercise; where code makes no sense, a task with a rubric",
    );
  const cards = topic.cards ?? [];
  const lively = cards.filter(({ kind }) => kind === "predict" || kind === "debug");
  if (cards.length < 4 || lively.length < 2)
    say(
      "cards",
      `has ${cards.length} cards, ${lively.length} of them predict or debug; 4 and 2 are needed`,
      "what will happen? what is wrong here?",
    );
  return faults;
}
