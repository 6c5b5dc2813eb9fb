import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { redactText } from "../redact.ts";

const run = promisify(execFile);
const mostCharacters = 1_000_000;

/** What `git diff HEAD` says, without secrets. */
export interface CodeDiff {
  text: string;
  /** Only the beginning is there. */
  cut: boolean;
  /** What was taken out, in words. */
  redacted: string[];
}

const asked = new Map<string, Promise<CodeDiff | undefined>>();

/**
 * The changes to files that Git knows, since the commit; undefined where there are none, no Git or no repository. Asked once for each folder:
 * what was loaded when the process started is what made its numbers, however the files change meanwhile.
 */
export function codeDiff(root: string): Promise<CodeDiff | undefined> {
  let diff = asked.get(root);
  if (!diff) asked.set(root, (diff = ask(root)));
  return diff;
}

async function ask(root: string): Promise<CodeDiff | undefined> {
  const whole = await gitDiff(root);
  if (whole === undefined || whole === "") return undefined;
  // Cut behind taking out: half a key at the cut would no longer look like one.
  const { value, found } = redactText(whole.slice(0, 2 * mostCharacters));
  const cut = whole.length > 2 * mostCharacters || value.length > mostCharacters;
  const text = value.slice(0, mostCharacters);
  return { text: cut ? text.slice(0, text.lastIndexOf("\n") + 1) : text, cut, redacted: found };
}

async function gitDiff(cwd: string): Promise<string | undefined> {
  const command = ["diff", "HEAD", "--no-color", "--no-ext-diff", "--no-textconv"];
  try {
    return (await run("git", command, { cwd, timeout: 10_000, windowsHide: true, maxBuffer: 16 * 2 ** 20 }))
      .stdout;
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string };
    return code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" ? stdout : undefined;
  }
}
