import { Command } from "commander";
import { slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { noteOf, writeNote } from "../exercise/practice-notes.ts";
import { UsageError } from "../usage-error.ts";

/** `blankfile hint <slug>`: the next hint in order, noted as seen; all of them again once the last was shown. */
export function hint(): Command {
  return new Command("hint")
    .description("show an exercise's next hint")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--workspace <folder>", "the workspace")
    .action((given: string, options: { workspace?: string }) => {
      const { exercise, workspace } = placeOf(slugOf(given), options.workspace);
      const { hints, slug } = exercise;
      if (hints.length === 0)
        throw new UsageError(`hint: ${slug} is a gauntlet, which is done on time and without hints`);
      const note = noteOf(workspace, slug);
      const shown = Math.min(note.hintsSeen, hints.length);
      if (shown === hints.length) {
        hints.forEach((text, i) => void console.log(`Hint ${i + 1} of ${hints.length}: ${text}`));
        console.log(`There are no more. The solution: blankfile solution ${slug}`);
        return;
      }
      writeNote(workspace, slug, { ...note, hintsSeen: shown + 1 });
      console.log(`Hint ${shown + 1} of ${hints.length}: ${hints[shown]}`);
    });
}
