import type { Card } from "@blankfile/curriculum";
import { type CheckResult, starterExports } from "@blankfile/curriculum/check";
import type { PageContext } from "./page-context.ts";
import { type RunResult, runBlocks } from "./run-blocks.ts";
import { World } from "./world.ts";

/** What running a card came to. */
export type CardRun =
  | { kind: "predict"; printed: string }
  /** Of the program with the fault, and of the repaired one. */
  | { kind: "debug"; faulty: CheckResult[]; repaired: CheckResult[] };

/** How a card's program was stopped, as `playCards` throws it. */
export interface CardFailure {
  /** Index of the card. */
  card: number;
  /** Which of its texts: "program", "repaired". */
  text: "program" | "repaired";
  /** 1-based line within it; 0 where it is not known. */
  line: number;
  message: string;
  hint: string;
}

/** Prints as the reader's sandbox does: texts as they are, other values by `formatValue`. It holds for all blocks behind it. */
const prelude = `import { formatValue } from "@blankfile/curriculum/check";
const print = console.log;
console.log = (...values) => print(values.map((one) => (typeof one === "string" ? one : formatValue(one))).join(" "));
`;

/**
 * Runs the programs of a topic's cards as the blocks of a page run, all in one process: each is a module of its own, without network, clock,
 * or chance. The answer has a place for each card, empty where it has no program. Throws the first failure.
 */
export async function playCards(
  cards: readonly Card[],
  context: PageContext,
): Promise<(CardRun | undefined)[]> {
  const texts = cards.flatMap((card, i) => textsOf(card, i));
  if (texts.length === 0) return cards.map(() => undefined);
  const blocks = [prelude, ...texts.map(({ block }) => block)];
  const { outputs, failure } = await runBlocks(blocks, new World(context));
  if (failure !== undefined) {
    const { card, text } = texts[failure.block - 1] ?? texts[0]!;
    throw new CardError({ ...whatFailed(failure), card, text });
  }
  const output = (card: number, text: CardFailure["text"]) =>
    outputs[1 + texts.findIndex((one) => one.card === card && one.text === text)]!;
  return cards.map((card, i): CardRun | undefined => {
    if (card.program === undefined) return undefined;
    if (card.kind === "predict") return { kind: "predict", printed: output(i, "program").trimEnd() };
    return {
      kind: "debug",
      faulty: resultsIn(output(i, "program")),
      repaired: resultsIn(output(i, "repaired")),
    };
  });
}

/** The failure that `playCards` threw, or undefined where the error is another. */
export function cardFailure(error: unknown): CardFailure | undefined {
  return error instanceof CardError ? error.failure : undefined;
}

/** The checks of a debug card as CommonJS text, for the worker of the sandbox. */
export function cardChecks({ program = "", checks = [] }: Card): string {
  return `"use strict";\nconst checkLibrary = require("@blankfile/curriculum/check");\nexports.checks = ${checkList(checks, namesOf(program))};\n`;
}

class CardError extends Error {
  readonly failure: CardFailure;

  constructor(failure: CardFailure) {
    super(`card ${failure.card}: ${failure.text}, line ${failure.line}: ${failure.message}`);
    this.failure = failure;
  }
}

type Text = Pick<CardFailure, "card" | "text"> & { block: string };

function textsOf({ kind, program, repaired, checks = [] }: Card, card: number): Text[] {
  if (program === undefined) return [];
  if (kind === "predict") return [{ card, text: "program", block: program }];
  const names = namesOf(program);
  return [
    { card, text: "program", block: checked(program, names, checks) },
    { card, text: "repaired", block: checked(repaired ?? "", names, checks) },
  ];
}

/** A program and behind it its checks, whose results it prints last. */
function checked(program: string, names: string[], checks: NonNullable<Card["checks"]>): string {
  const list = checkList(checks, names);
  return `${program}
import * as checkLibrary from "@blankfile/curriculum/check";
const cardModule = { ${names.join(", ")} };
console.log("\\n" + JSON.stringify(await checkLibrary.runChecks(${list}, cardModule, { now: () => 0 })));
`;
}

function checkList(checks: NonNullable<Card["checks"]>, names: string[]): string {
  const entries = checks.map(
    ({ name, is }) =>
      `{ name: ${JSON.stringify(name)}, run({ ${names.join(", ")} }) { const { close, equal, holds, all, random, throwsError } = checkLibrary; return (${is}); } }`,
  );
  return `[${entries.join(", ")}]`;
}

function namesOf(program: string): string[] {
  return starterExports(program).map(({ name }) => name);
}

function resultsIn(output: string): CheckResult[] {
  return JSON.parse(output.trimEnd().split("\n").at(-1)!) as CheckResult[];
}

function whatFailed({ line, message, hint }: NonNullable<RunResult["failure"]>) {
  return { line, message, hint };
}
