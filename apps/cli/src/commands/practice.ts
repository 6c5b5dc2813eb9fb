import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { type Exercise, firstPass, redos } from "@blankfile/curriculum";
import { readProgress } from "@blankfile/curriculum/node";
import { Command } from "commander";
import type { Place } from "../exercise/check-once.ts";
import { ownFile, slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { type Note, noteOf, writeNote } from "../exercise/practice-notes.ts";
import { setAside } from "../exercise/set-aside.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `blankfile practice <slug>`: writes the starter into the workspace. A file that is there is never overwritten: `--again`
 * gives it a name with the day in it first, and then hints and solution count as not seen. The clock of a gauntlet starts
 * when its starter is written.
 */
export function practice(): Command {
  return new Command("practice")
    .description("write an exercise's starter into the workspace")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--again", "from blank once more: your file is set aside, the starter written")
    .option("--workspace <folder>", "the workspace")
    .action((given: string, options: { again?: boolean; workspace?: string }) => {
      const place = placeOf(slugOf(given), options.workspace);
      const { exercise, workspace } = place;
      const file = ownFile(workspace, exercise.slug);
      console.log(statementText(exercise));
      const now = Date.now();
      const aside = options.again === true ? setOwnAside(file, exercise.starter, now) : undefined;
      if (aside !== undefined) console.log(`Set aside: ${aside}`);
      const there = existsSync(file);
      if (!there) writeNew(file, exercise.starter);
      console.log(there ? `Yours is there already: ${file}` : `Wrote ${file}`);
      const begun = !there || options.again === true;
      const note = begun ? begin(place, options.again === true, now) : noteOf(workspace, exercise.slug);
      for (const sentence of [limitText(exercise, note, now), againText(place, options.again === true, now)])
        if (sentence !== undefined) console.log(sentence);
      console.log(`Check it with: blankfile check ${exercise.slug} --watch`);
    });
}

/** The new path, or undefined where there is nothing to keep: no file, or the starter as it was. */
function setOwnAside(file: string, starter: string, now: number): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw new UsageError(`practice: ${file} is no file; move it away, it is in the way`);
  if (readFileSync(file, "utf8") === starter) return undefined;
  try {
    return setAside(file, new Date(now).toISOString().slice(0, 10));
  } catch (error) {
    throw new UsageError(`practice: ${file} was not set aside: ${reason(error)}`);
  }
}

/** Notes what begins now. */
function begin({ workspace, exercise }: Place, again: boolean, now: number): Note {
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

function writeNew(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(file, "wx");
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    throw new UsageError(`practice: ${file} was not written: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = {
    EACCES: "the workspace is not yours to write to",
    EROFS: "the workspace is read-only",
    ENOSPC: "the disk is full",
  }[code ?? ""];
  return why ?? message;
}

/** The title and the statement; formulas stay as they are written. */
function statementText({ title, statement }: Exercise): string {
  return `${title}\n${"=".repeat(title.length)}\n\n${statement.trim()}\n`;
}
