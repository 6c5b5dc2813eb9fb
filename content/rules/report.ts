import { type AnswerStatus, coverage, dangling, layers, type Problem } from "@blankfile/curriculum";
import type { Content, Proofs } from "@blankfile/curriculum/node";
import type { CheckedContent } from "./check-content.ts";

export interface ContentCounts {
  topics: number;
  landmarks: { all: number; drafts: number; reviewed: number };
  /** Topics of each layer by status. */
  layers: { id: string; outline: number; draft: number; reviewed: number }[];
  labs: number;
  exercises: { all: number; proven: number; mutants: number };
  cards: number;
  /** Conflicts of order are those that tracks keep because their seed has them. */
  tracks: { all: number; units: number; milestones: number; conflicts: number };
  projects: { all: number; complete: number };
  experiments: { all: number; written: number };
  /** The seeds' phrases by the least of what answers them. */
  seedPhrases: { all: number; finished: number; outline: number; planned: number };
}

/** How much of everything there is; `proven` names the exercises whose proofs hold. */
export function countContent({ content, labs }: CheckedContent, proven: readonly Proofs[]): ContentCounts {
  const topics = [...content.topics.values()];
  const landmarks = topics.filter(({ tier }) => tier === 1);
  const ofStatus = (status: string, among = topics) =>
    among.filter((topic) => topic.status === status).length;
  return {
    topics: topics.length,
    landmarks: {
      all: landmarks.length,
      drafts: ofStatus("draft", landmarks),
      reviewed: ofStatus("reviewed", landmarks),
    },
    layers: layers.map((id) => {
      const among = topics.filter(({ layer }) => layer === id);
      const [outline, draft, reviewed] = ["outline", "draft", "reviewed"].map((status) =>
        ofStatus(status, among),
      );
      return { id, outline: outline!, draft: draft!, reviewed: reviewed! };
    }),
    labs: labs.size,
    exercises: {
      all: content.exercises.size,
      proven: proven.length,
      mutants: proven.reduce((sum, { mutants }) => sum + mutants.length, 0),
    },
    cards: topics.reduce((sum, { cards = [] }) => sum + cards.length, 0),
    ...countPlans(content),
  };
}

function countPlans(
  content: Content,
): Pick<ContentCounts, "tracks" | "projects" | "experiments" | "seedPhrases"> {
  const tracks = [...content.tracks.values()];
  const units = tracks.flatMap((track) => track.units);
  const projects = [...content.projects.values()];
  const given = { ...content, projects, tracks };
  const phrases = coverage(
    content.seedPhrases.filter((phrase) => dangling(phrase, given).length === 0),
    given,
  );
  const phrasesOf = (status: AnswerStatus) => phrases.filter((phrase) => phrase.status === status).length;
  return {
    tracks: {
      all: tracks.length,
      units: units.length,
      milestones: units.reduce((sum, { done }) => sum + done.length, 0),
      conflicts: tracks.reduce((sum, { conflicts }) => sum + conflicts, 0),
    },
    projects: {
      all: projects.length,
      complete: projects.filter(({ missing }) => missing === undefined).length,
    },
    experiments: {
      all: content.experiments.size,
      written: [...content.experiments.values()].filter(({ file }) => file !== undefined).length,
    },
    seedPhrases: {
      all: content.seedPhrases.length,
      finished: phrasesOf("finished"),
      outline: phrasesOf("outline"),
      planned: phrasesOf("planned"),
    },
  };
}

/** The counts as lines of a terminal. */
export function countsText({
  topics,
  landmarks,
  layers: rows,
  labs,
  exercises,
  cards,
  tracks,
  projects,
  experiments,
  seedPhrases,
}: ContentCounts): string {
  const line = (cells: (string | number)[]) => cells.map((cell) => String(cell).padStart(9)).join("");
  return [
    line(["layer", "outline", "draft", "reviewed"]),
    ...rows.map(({ id, outline, draft, reviewed }) => line([id, outline, draft, reviewed])),
    "",
    `${topics} topics; of ${landmarks.all} landmarks ${landmarks.drafts} are drafts, ${landmarks.reviewed} reviewed`,
    `${labs} labs; ${exercises.all} exercises, ${exercises.proven} of them proven against ${exercises.mutants} wrong solutions; ${cards} cards`,
    `${tracks.all} tracks of ${tracks.units} parts with ${tracks.milestones} done-whens, ${tracks.conflicts} conflicts of order kept; ${projects.all} projects, ${projects.complete} with all they need; ${experiments.written} of ${experiments.all} experiments written`,
    `${seedPhrases.all} phrases of the seeds: ${seedPhrases.finished} finished, ${seedPhrases.outline} outlines, ${seedPhrases.planned} planned`,
  ].join("\n");
}

/** Problems under the file that they are in, each with what to do. */
export function problemsText(problems: readonly Problem[]): string {
  const files = Map.groupBy(problems, ({ file }) => file);
  return [...files]
    .map(([file, own]) => {
      const lines = own.map(({ line, field, message, hint }) => {
        const where = [line === undefined ? "" : `line ${line}`, field ?? ""].filter((part) => part !== "");
        const text = `  ${[...where, message].join(": ")}`;
        return hint === undefined ? text : `${text}\n    ${hint}`;
      });
      return `${file}\n${lines.join("\n")}`;
    })
    .join("\n\n");
}
