import type { Exercise, Problem, Topic } from "@blankfile/curriculum";
import { type PageContext, renderText } from "../page/index.ts";
import { exerciseFile, topicFile } from "./files.ts";

type Text = [field: string, text: string | undefined];

/** Formulas, links and code within the front matter of a topic: what pages show of it besides the text. */
export function topicTextProblems(topic: Topic, context: PageContext): Promise<Problem[]> {
  const texts: Text[] = [
    ["summary", topic.summary],
    ...topic.requires.map(({ why }, i): Text => [`requires.${i}.why`, why]),
    ...topic.recommends.map(({ why }, i): Text => [`recommends.${i}.why`, why]),
    ...(topic.objectives ?? []).map(({ can }, i): Text => [`objectives.${i}.can`, can]),
    ...(topic.claims ?? []).flatMap(({ text, scope }, i): Text[] => [
      [`claims.${i}.text`, text],
      [`claims.${i}.scope`, scope],
    ]),
    ...(topic.cards ?? []).flatMap(({ front, back }, i): Text[] => [
      [`cards.${i}.front`, front],
      [`cards.${i}.back`, back],
    ]),
  ];
  return textProblems(topicFile(topic), texts, context);
}

/** The hints of an exercise. */
export function exerciseTextProblems(exercise: Exercise, context: PageContext): Promise<Problem[]> {
  const texts = exercise.hints.map((hint, i): Text => [`hints.${i}`, hint]);
  return textProblems(exerciseFile(exercise.slug), texts, context);
}

async function textProblems(file: string, texts: Text[], context: PageContext): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [field, text] of texts) {
    if (text === undefined || plain.test(text)) continue;
    problems.push(...(await renderText({ text, file, field }, context)).problems);
  }
  return problems;
}

/** Nothing in it that could go wrong: most summaries are. */
const plain = /^[^$`[\]<>{}:\\]*$/;
