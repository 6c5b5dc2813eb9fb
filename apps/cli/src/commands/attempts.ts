import { existsSync, readFileSync, statSync } from "node:fs";
import { type CheckEvent, changesOnly, lineDiff } from "@blankfile/curriculum";
import { readProgress } from "@blankfile/curriculum/node";
import { Command } from "commander";
import { attemptText } from "../exercise/attempt-files.ts";
import type { Place } from "../exercise/check-once.ts";
import { ownFile, slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { setOwnAside, writeNew } from "../exercise/write-own.ts";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

interface Options {
  diff?: string;
  before?: boolean;
  restore?: string;
  workspace?: string;
}

/** An attempt as the events tell it, with its text where that is kept here. Numbers count from the first attempt on, and stay. */
interface Attempt {
  number: number;
  event: CheckEvent;
  text: string | undefined;
}

/**
 * `blankfile attempts <slug>`: the attempts at an exercise, newest first; what has changed since one of them, or in it; and one put back,
 * for which the file that is there is set aside.
 */
export function attempts(): Command {
  return new Command("attempts")
    .description("list your attempts at an exercise, compare one with your file, or put one back")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--diff <number>", "what has changed from that attempt to your file now")
    .option("--before", "with --diff: what that attempt changed in the one before it")
    .option("--restore <number>", "put that attempt's text back; your file is set aside")
    .option("--workspace <folder>", "the workspace")
    .action((given: string, options: Options) => {
      const place = placeOf(slugOf(given), options.workspace);
      if (options.diff !== undefined && options.restore !== undefined)
        throw new UsageError("attempts: --diff and --restore were given; leave one of the two");
      if (options.before === true && options.diff === undefined)
        throw new UsageError("attempts: --before without --diff; name the attempt: --diff 2 --before");
      const all = attemptsAt(place);
      if (options.diff !== undefined)
        console.log(diffOf(place, all, { number: options.diff, before: options.before === true }));
      else if (options.restore !== undefined) restore(place, withText(place, all, options.restore));
      else console.log(listOf(place, all));
    });
}

function attemptsAt({ workspace, exercise: { slug } }: Place): Attempt[] {
  return readProgress(workspace)
    .events.filter((event) => event.kind === "check")
    .filter((event) => event.exercise === slug)
    .map((event, i) => ({ number: i + 1, event, text: attemptText(workspace, slug, event.solution) }));
}

function listOf(place: Place, all: readonly Attempt[]): string {
  const { slug, title } = place.exercise;
  const newest = all.at(-1);
  if (newest === undefined) return `No attempts at ${slug} yet; make one with: blankfile check ${slug}`;
  const own = ownText(place);
  const rows = all.toReversed().map(({ number, event, text }) => {
    const where =
      text === undefined ? "its text is not kept here" : text === own ? "the text of your file now" : "";
    return [`  ${String(number).padStart(3)}`, dateOf(event), outcomeOf(event), where];
  });
  const example = all.findLast(({ text }) => text !== undefined && text !== own) ?? newest;
  const { number } = example;
  return [
    `${title}: ${all.length === 1 ? "one attempt" : `${all.length} attempts`}`,
    "",
    table(rows),
    "",
    `What has changed since: blankfile attempts ${slug} --diff ${number}; in it: --diff ${number} --before`,
    `Put its text back:      blankfile attempts ${slug} --restore ${number}`,
  ].join("\n");
}

/** "3 of 8 checks passed, 1 hint seen". */
function outcomeOf(event: CheckEvent): string {
  const [some, all] = event.checks;
  const words = [some === all ? `all ${all} checks passed` : `${some} of ${all} checks passed`];
  if (event.late === true) words.push("after the time was over");
  if (event.fromBlank) words.push("from blank");
  if (event.hintsSeen > 0)
    words.push(event.hintsSeen === 1 ? "1 hint seen" : `${event.hintsSeen} hints seen`);
  if (event.solutionSeen) words.push("solution opened");
  return words.join(", ");
}

function diffOf(
  place: Place,
  all: readonly Attempt[],
  { number, before }: { number: string; before: boolean },
): string {
  const chosen = withText(place, all, number);
  const name = `attempt ${chosen.number} (${dateOf(chosen.event)})`;
  if (!before) {
    const own = ownText(place);
    if (own === undefined)
      throw new UsageError(
        `attempts: ${ownFile(place.workspace, place.exercise.slug)} is not there to compare with; put the attempt back with --restore ${chosen.number}`,
      );
    return comparison(`From ${name} to your file now`, chosen.text, own);
  }
  const earlier = all.findLast((one) => one.number < chosen.number && one.text !== undefined);
  return earlier === undefined
    ? comparison(`From the starter to ${name}`, place.exercise.starter, chosen.text)
    : comparison(
        `From attempt ${earlier.number} (${dateOf(earlier.event)}) to ${name}`,
        earlier.text!,
        chosen.text,
      );
}

function comparison(title: string, before: string, after: string): string {
  const changes = changesOnly(lineDiff(before, after));
  if (changes.length === 0) return `${title}: no line differs.`;
  const signs = { same: " ", gone: "-", new: "+" };
  const lines = changes.map((line) =>
    line.kind === "skipped"
      ? `  … ${line.count} ${line.count === 1 ? "line" : "lines"} as before`
      : `${signs[line.kind]} ${line.text}`.trimEnd(),
  );
  return [`${title}:`, "", ...lines].join("\n");
}

function restore(place: Place, { number, event, text }: Attempt & { text: string }): void {
  const file = ownFile(place.workspace, place.exercise.slug);
  if (ownText(place) === text) {
    console.log(`Yours has that very text already: ${file}`);
    return;
  }
  const aside = setOwnAside("attempts", file, () => false, Date.now());
  if (aside !== undefined) console.log(`Set aside: ${aside}`);
  writeNew("attempts", file, text);
  console.log(`Put attempt ${number} of ${dateOf(event)} back: ${file}`);
  if (aside !== undefined) console.log(`To undo it: mv "${aside}" "${file}"`);
}

/** The attempt of a number, which must have its text here. */
function withText(
  { exercise: { slug } }: Place,
  all: readonly Attempt[],
  given: string,
): Attempt & { text: string } {
  const found = all.find(({ number }) => String(number) === given);
  if (found === undefined)
    throw new UsageError(
      `attempts: there is no attempt ${given} at ${slug}; ${all.length === 0 ? "there are none yet" : `they are 1 to ${all.length}`}`,
    );
  const { text } = found;
  if (text === undefined)
    throw new UsageError(
      `attempts: the text of attempt ${given} at ${slug} is not kept here: it was checked in a browser, on another machine, or long ago`,
    );
  return { ...found, text };
}

function ownText({ workspace, exercise }: Place): string | undefined {
  const file = ownFile(workspace, exercise.slug);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
}

function dateOf({ at }: CheckEvent): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
