import { existsSync } from "node:fs";
import { Command } from "commander";
import { checkAll } from "../exercise/check-all.ts";
import { checkOnce } from "../exercise/check-once.ts";
import { missingText, ownFile, slugOf } from "../exercise/own-file.ts";
import { placeOf } from "../exercise/place.ts";
import { watchFile } from "../exercise/watch-file.ts";
import { exerciseNames, findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";
import { linkProblem } from "../workspace-links.ts";

interface Options {
  watch?: boolean;
  changed?: boolean;
  workspace?: string;
}

/**
 * `blankfile check <slug>`: the same checks as in the browser, on the file in the workspace; without a name on all of them.
 * Exit code 1 where one fails.
 */
export function check(): Command {
  return new Command("check")
    .description("run an exercise's checks on your file, or those of all your files")
    .argument("[exercise]", "for example scalar-autograd; all in exercises/ unless named")
    .option("--watch", "again after every save, until Ctrl+C")
    .option("--changed", "only files whose text differs from their last attempt's")
    .option("--workspace <folder>", "the workspace")
    .action(async (given: string | undefined, options: Options) => {
      const good = given === undefined ? await all(options) : await one(slugOf(given), options);
      process.exitCode = good ? 0 : 1;
    });
}

async function all({ watch, changed = false, workspace: named }: Options): Promise<boolean> {
  if (watch === true)
    throw new UsageError(
      "check: --watch without a name; name an exercise: blankfile check <exercise> --watch",
    );
  const workspace = findWorkspace(named);
  warnOfLinks(workspace);
  return checkAll(workspace, exerciseNames(), { placeOf: (slug) => placeOf(slug, workspace), changed });
}

async function one(slug: string, { watch, changed, workspace: named }: Options): Promise<boolean> {
  if (changed === true)
    throw new UsageError(`check: --changed goes over all files, and ${slug} was named; leave one of the two`);
  const place = placeOf(slug, named);
  const { workspace } = place;
  if (!existsSync(ownFile(workspace, slug))) throw new UsageError(`check: ${missingText(workspace, slug)}`);
  warnOfLinks(workspace);
  return watch === true ? watchFile(place) : checkOnce(place);
}

function warnOfLinks(workspace: string): void {
  const problem = linkProblem(workspace);
  if (problem !== undefined) console.error(`${problem}\n`);
}
