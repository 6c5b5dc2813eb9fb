// The command line: one file per command, in commands/.
import { Command, CommanderError } from "commander";
import { attempts } from "./commands/attempts.ts";
import { campaign } from "./commands/campaign.ts";
import { check } from "./commands/check.ts";
import { hint } from "./commands/hint.ts";
import { init } from "./commands/init.ts";
import { practice } from "./commands/practice.ts";
import { run } from "./commands/run.ts";
import { runs } from "./commands/runs.ts";
import { solution } from "./commands/solution.ts";
import { start } from "./commands/start.ts";
import { sweep } from "./commands/sweep.ts";
import { verify } from "./commands/verify.ts";
import { worker } from "./commands/worker.ts";
import { UsageError } from "./usage-error.ts";

const program = new Command("blankfile")
  .description("Learn machine learning from a blank file.")
  .enablePositionalOptions()
  .showSuggestionAfterError()
  .exitOverride();

for (const command of [
  init(),
  start(),
  practice(),
  check(),
  hint(),
  solution(),
  attempts(),
  run(),
  verify(),
  runs(),
  sweep(),
  worker(),
  campaign(),
]) {
  settle(command);
  program.addCommand(command);
}

/** A command and those below it end and suggest as the program does. */
function settle(command: Command): void {
  command.exitOverride().copyInheritedSettings(program);
  for (const below of command.commands) settle(below);
}

// A reader such as `head` closes the pipe once it has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? 0);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** 0 for help, 2 for a wrong call, 1 for everything else. Commander has printed its own messages already. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) return 2;
  if (process.env.DEBUG !== undefined && error instanceof Error) console.error(error.stack);
  return 1;
}
