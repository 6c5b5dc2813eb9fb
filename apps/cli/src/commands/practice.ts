import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { exerciseFolder, findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";

/** `blankfile practice <slug>`: writes the starter into the workspace. A file that is there is never overwritten. */
export function practice(): Command {
  return new Command("practice")
    .description("write an exercise's starter into the workspace")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--workspace <folder>", "the workspace")
    .action((slug: string, options: { workspace?: string }) => {
      const folder = exerciseFolder(slug);
      const workspace = findWorkspace(options.workspace);
      const file = path.join(workspace, "exercises", `${slug}.ts`);
      const there = existsSync(file);
      if (!there) writeNew(file, readFileSync(path.join(folder, "starter.ts"), "utf8"));
      console.log(statementText(readFileSync(path.join(folder, "exercise.md"), "utf8")));
      console.log(there ? `Yours is there already: ${file}` : `Wrote ${file}`);
      console.log(`Check it with: blankfile check ${slug} --watch`);
    });
}

function writeNew(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(file, "wx");
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      {
        EACCES: "the workspace is not yours to write to",
        EROFS: "the workspace is read-only",
        ENOSPC: "the disk is full",
      }[code ?? ""] ?? message;
    throw new UsageError(`practice: ${file} was not written: ${why}`);
  }
}

/** The title and the statement; formulas stay as they are written. */
function statementText(text: string): string {
  const [, head = "", body = ""] = text.split(/^---$/m);
  const title = /^title:\s*"?(.*?)"?\s*$/m.exec(head)?.[1] ?? "";
  return `${title}\n${"=".repeat(title.length)}\n${body.trimEnd()}\n`;
}
