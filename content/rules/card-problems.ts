import type { Card, Problem, Topic } from "@blankfile/curriculum";
import { type CardRun, cardFailure, type PageContext, playCards } from "../page/index.ts";
import { topicFile } from "./files.ts";

/** A program that a reader takes in at a glance, also on a phone. */
const most = { lines: 24, width: 72, printed: 6, printedWidth: 60 };

type Say = (field: string, message: string, hint: string) => void;

/**
 * Cards that run code, by running them: a predict card prints a few lines, a debug card fails its checks and passes them repaired. And of all
 * cards of a topic: no two fronts are alike, since a card is known by its front.
 */
export async function cardProblems(topic: Topic, context: PageContext): Promise<Problem[]> {
  const { cards = [] } = topic;
  const file = topicFile(topic);
  const problems: Problem[] = [];
  const say: Say = (field, message, hint) => problems.push({ file, field, message, hint });
  const fronts = cards.map(({ front }) => front.trim());
  for (const [i, front] of fronts.entries())
    if (fronts.indexOf(front) < i)
      say(`cards.${i}.front`, "is another card's front too", "a card is known by its front");
  for (const [i, card] of cards.entries()) sizeFaults(card, `cards.${i}`, say);
  try {
    const runs = await playCards(cards, context);
    for (const [i, card] of cards.entries()) runFaults(card, runs[i], `cards.${i}`, say);
  } catch (error) {
    const failure = cardFailure(error);
    if (failure === undefined) throw error;
    const { card, text, line, message, hint } = failure;
    say(`cards.${card}.${text}`, line > 0 ? `line ${line}: ${message}` : message, hint);
  }
  return problems;
}

function sizeFaults({ program, repaired }: Card, field: string, say: Say): void {
  for (const [name, text] of Object.entries({ program, repaired })) {
    if (text === undefined) continue;
    const lines = text.trimEnd().split("\n");
    const wide = lines.findIndex((line) => line.length > most.width);
    if (lines.length > most.lines)
      say(`${field}.${name}`, `has ${lines.length} lines, at most ${most.lines}`, "one surprise a card");
    if (wide !== -1)
      say(
        `${field}.${name}`,
        `line ${wide + 1} has ${lines[wide]!.length} characters, at most ${most.width}`,
        "break it",
      );
  }
}

function runFaults(card: Card, run: CardRun | undefined, field: string, say: Say): void {
  if (run?.kind === "predict") predictFaults(card, run.printed, field, say);
  if (run?.kind !== "debug") return;
  if (run.faulty.every(({ pass }) => pass))
    say(
      `${field}.checks`,
      "pass for the program, whose fault none of them sees",
      "a check that fails for it",
    );
  for (const { name, pass, error, given, expected } of run.repaired)
    if (!pass)
      say(
        `${field}.repaired`,
        `fails “${name}”: ${error ?? `given ${given}, expected ${expected}`}`,
        "the repaired program passes every check",
      );
}

function predictFaults({ back }: Card, printed: string, field: string, say: Say): void {
  const lines = printed.split("\n");
  if (printed.trim() === "")
    say(`${field}.program`, "prints nothing", "what it prints is what the reader predicts");
  if (lines.length > most.printed)
    say(`${field}.program`, `prints ${lines.length} lines, at most ${most.printed}`, "one surprise a card");
  const wide = lines.findIndex((line) => line.length > most.printedWidth);
  if (wide !== -1)
    say(
      `${field}.program`,
      `prints a line of ${lines[wide]!.length} characters`,
      `at most ${most.printedWidth}`,
    );
  const typed = numbersOf(back).find((number) => number.length > 3 && numbersOf(printed).includes(number));
  if (typed !== undefined)
    say(
      `${field}.back`,
      `tells ${typed}, which the program prints`,
      "what it prints stands above the back already",
    );
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?/g) ?? [];
}
