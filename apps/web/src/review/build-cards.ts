import { createHash } from "node:crypto";
import { cardChecks, cardFailure, playCards, renderText } from "@blankfile/content/page";
import { type Card, problemText, type Topic } from "@blankfile/curriculum";
import { starterExports } from "@blankfile/curriculum/check";
import { cardId } from "@blankfile/curriculum/review";
import { complain, content } from "../content/load.ts";
import { frameDocument, workerScript } from "../sandbox/bundle.ts";
import { packagesFor } from "../swap/build-swaps.ts";
import { keepPunctuation } from "../topic/keep-punctuation.ts";
import type { CardProgram, ShownCard } from "./shown-card.ts";

const built = new Map<string, Promise<ShownCard[]>>();

/** The cards of a topic as pages show them, with what their programs print (Node, at build time). */
export function buildCards(topic: Topic): Promise<ShownCard[]> {
  const cards = built.get(topic.slug) ?? build(topic);
  if (import.meta.env.PROD) built.set(topic.slug, cards);
  return cards;
}

/** Packages of ours that any card's program needs. */
export async function cardPackages(): Promise<string[]> {
  const used = content().topics.flatMap(({ cards = [] }) => cards.flatMap(importsOf));
  return packagesFor([...new Set(used)]);
}

async function build({ slug, layer, cards = [] }: Topic): Promise<ShownCard[]> {
  const { page } = content();
  const file = `content/topics/${layer}/${slug}.md`;
  const html = async (text: string, field: string) => {
    const rendered = await renderText({ text, file, field }, page);
    complain(rendered.problems.map(problemText));
    return keepPunctuation(rendered.html);
  };
  const runs = await playCards(cards, page).catch((error: unknown) => {
    const failure = cardFailure(error);
    if (failure === undefined) throw error;
    complain([`${file}: cards.${failure.card}.${failure.text}: ${failure.message}`]);
    return cards.map(() => undefined);
  });
  return Promise.all(
    cards.map(async (card, i): Promise<ShownCard> => {
      const { kind, front, back } = card;
      const run = runs[i];
      const field = `cards.${i}`;
      const shown = {
        id: cardId(front),
        kind,
        front: await html(front, `${field}.front`),
        back: await html(back, `${field}.back`),
      };
      if (run === undefined) return shown;
      const code = (text = "") => html(`\`\`\`ts\n${text.trimEnd()}\n\`\`\``, `${field}.program`);
      const program: CardProgram = { ...(await programOf(card)), html: await code(card.program) };
      if (run.kind === "predict") return { ...shown, program: { ...program, printed: run.printed } };
      return { ...shown, program: { ...program, repair: await repairOf(card, await code(card.repaired)) } };
    }),
  );
}

async function programOf(card: Card): Promise<Omit<CardProgram, "html">> {
  const imports = importsOf(card);
  sandbox ??= sandboxVersion();
  return {
    source: card.program!,
    imports,
    packages: await packagesFor(imports),
    sandbox: await sandbox,
  };
}

let sandbox: Promise<string> | undefined;

async function sandboxVersion(): Promise<string> {
  const parts = await Promise.all([frameDocument(), workerScript()]);
  return createHash("sha256").update(parts.join("")).digest("hex").slice(0, 12);
}

async function repairOf(card: Card, html: string): Promise<NonNullable<CardProgram["repair"]>> {
  return {
    html,
    checks: cardChecks(card),
    names: card.checks!.map(({ name }) => name),
    declared: starterExports(card.program!),
  };
}

function importsOf({ program = "", repaired = "" }: Card): string[] {
  const found = `${program}\n${repaired}`.matchAll(/\bfrom "(@blankfile\/[a-z]+)"/g);
  return [...new Set([...found].map((match) => match[1]!))];
}
