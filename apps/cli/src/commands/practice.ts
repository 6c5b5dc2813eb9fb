import { existsSync } from "node:fs";
import { type Exercise, firstPass, kindNames, minutesText, redos } from "@blankfile/curriculum";
import { readProgress } from "@blankfile/curriculum/node";
import { Command } from "commander";
import type { Place } from "../exercise/check-once.ts";
import { ownFile, slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { type Note, noteOf, writeNote } from "../exercise/practice-notes.ts";
import { readyText } from "../exercise/ready-text.ts";
import { setOwnAside, writeNew } from "../exercise/write-own.ts";
import { findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";

interface Options {
  again?: boolean;
  all?: boolean;
  workspace?: string;
}

/**
 * `blankfile practice` lists what can be started now. `blankfile practice <slug>`: writes the starter into the workspace. A file that is there is never overwritten: `--again`
 * gives it a name with the day in it first, and then hints and solution count as not seen. The clock of a gauntlet starts
 * when its starter is written.
 */
export function practice(): Command {
  return new Command("practice")
    .description("list what you can start now, or write an exercise's starter into the workspace")
    .argument("[exercise]", "for example scalar-autograd")
    .option("--again", "from blank once more: your file is set aside, the starter written")
    .option("--all", "without a name: list everything that you can start")
    .option("--workspace <folder>", "the workspace")
    .action(async (given: string | undefined, options: Options) => {
      if (given !== undefined) begin(placeOf(slugOf(given), options.workspace), options);
      else if (options.again === true)
        throw new UsageError(
          "practice: --again without a name; name an exercise: blankfile practice <exercise> --again",
        );
      else console.log(await readyText(findWorkspace(options.workspace), Date.now(), options.all === true));
    });
}

function begin(place: Place, { again = false, all = false }: Options): void {
  const { exercise, workspace } = place;
  if (all)
    throw new UsageError(
      `practice: --all lists exercises, and ${exercise.slug} was named; leave one of the two`,
    );
  const file = ownFile(workspace, exercise.slug);
  console.log(statementText(exercise));
  const now = Date.now();
  const aside = again ? setOwnAside("practice", file, (text) => text === exercise.starter, now) : undefined;
  if (aside !== undefined) console.log(`Set aside: ${aside}`);
  const there = existsSync(file);
  if (!there) writeNew("practice", file, exercise.starter);
  console.log(there ? `Yours is there already: ${file}` : `Wrote ${file}`);
  const note = !there || again ? noteBegin(place, again, now) : noteOf(workspace, exercise.slug);
  for (const sentence of [limitText(exercise, note, now), againText(place, again, now)])
    if (sentence !== undefined) console.log(sentence);
  console.log(`Check it with: blankfile check ${exercise.slug} --watch`);
}

/** Notes what begins now. */
function noteBegin({ workspace, exercise }: Place, again: boolean, now: number): Note {
  const known = noteOf(workspace, exercise.slug);
  const note: Note = {
    hintsSeen: again ? 0 : known.hintsSeen,
    solutionSeen: again ? false : known.solutionSeen,
    ...(again && { blankSince: now }),
    ...(!again && known.blankSince !== undefined && { blankSince: known.blankSince }),
    ...(exercise.within !== undefined && { startedAt: now }),
  };
  if (again || exercise.within !== undefined) writeNote(workspace, exercise.slug, note);
  return note;
}

function limitText({ within }: Exercise, { startedAt }: Note, now: number): string | undefined {
  if (within === undefined) return undefined;
  if (startedAt === undefined)
    return `A gauntlet: within ${within} minutes, without hints. When you began was not noted; --again starts the clock.`;
  const end = startedAt + within * 60_000;
  const at = new Date(end).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return now > end
    ? `A gauntlet: its ${within} minutes are over; --again starts the clock anew.`
    : `A gauntlet: within ${within} minutes, without hints. The time ends at ${at}.`;
}

/** Whether doing it again from blank is due, or what it will count as. */
function againText({ workspace, exercise }: Place, again: boolean, now: number): string | undefined {
  const { slug } = exercise;
  const { events } = readProgress(workspace);
  const first = firstPass(events, slug);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  if (again) {
    if (first === undefined) return "You have not passed it yet: a pass counts as the first.";
    return day(now) > day(first)
      ? "Passed without hints and solution, it counts as rebuilt."
      : "You first passed it today: begun again on a later day (UTC), a pass counts as rebuilt.";
  }
  const due = redos(events).find((redo) => redo.exercise === slug && redo.from <= now);
  if (first === undefined || due === undefined) return undefined;
  return `You passed it on ${day(first)}. Time to do it again from blank: blankfile practice ${slug} --again`;
}

/** The title, what kind of exercise it is, and the statement; formulas stay as they are written. */
function statementText(exercise: Exercise): string {
  const { title, statement, kind, difficulty, imports } = exercise;
  const facts = [
    kindNames[kind],
    `difficulty ${difficulty} of 5`,
    minutesText(exercise),
    imports.length === 0 ? "no imports" : `may import ${imports.join(", ")}`,
  ].filter((fact) => fact !== "");
  return `${title}\n${"=".repeat(title.length)}\n${facts.join(" · ")}\n\n${statement.trim()}\n`;
}
