import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { noteOf, writeNote } from "../exercise/practice-notes.ts";
import { UsageError } from "../usage-error.ts";

/** `blankfile solution <slug>`: asks, then prints it and notes it as seen, since a pass after that counts as explained. */
export function solution(): Command {
  return new Command("solution")
    .description("show an exercise's solution, after a question")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--yes", "without the question")
    .option("--workspace <folder>", "the workspace")
    .action(async (given: string, options: { yes?: boolean; workspace?: string }) => {
      const { exercise, workspace } = placeOf(slugOf(given), options.workspace);
      const { slug, kind } = exercise;
      if (kind === "gauntlet")
        throw new UsageError(`solution: ${slug} is a gauntlet, which is done on time and without help`);
      const note = noteOf(workspace, slug);
      if (!note.solutionSeen) {
        if (options.yes !== true && !(await confirmed())) return console.log("Not shown.");
        writeNote(workspace, slug, { ...note, solutionSeen: true });
      }
      console.log(exercise.solution);
    });
}

/** Anything but y or yes is no, and so is the end of the input. */
async function confirmed(): Promise<boolean> {
  const question = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => question.once("close", () => resolve("")));
  const text =
    "A pass after that counts as explained, not as checked, until you have done it again from a blank file.\nOpen the solution? (y/N) ";
  const answer = await Promise.race([question.question(text), closed]);
  question.close();
  return /^y(es)?$/i.test(answer.trim());
}
