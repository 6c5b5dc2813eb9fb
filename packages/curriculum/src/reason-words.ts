import type { Rung } from "./evidence.ts";
import type { Reason } from "./fold-evidence.ts";

/** What produced a rung, in words around the name of what did. */
export interface ReasonWords {
  /** "your code passed all 8 checks of". */
  before: string;
  /** The exercise, task, lab or run; missing where nothing of the kind stands behind it. */
  of?: { kind: "exercise" | "task" | "lab" | "run"; id: string };
  /** What else is to be said, from the comma or semicolon on; may be empty. */
  after: string;
}

/** Why a topic has a rung: which event gave it, and what that shows. */
export function reasonWords(reason: Reason): ReasonWords {
  const { by, rung, what = "" } = reason;
  switch (by) {
    case "claim":
      return { before: "you said that you know it", after: "; nothing proves it yet" };
    case "placement":
      return { before: "an answer of a placement credited it", after: "; nothing proves it yet" };
    case "explain":
      return {
        before: `you met ${countWords(reason, "line")} of the rubric of`,
        of: { kind: "task", id: what },
        after: ", by your own comparison",
      };
    case "use":
      return what.startsWith("lab/")
        ? {
            before: "your own code was called in the lab",
            of: { kind: "lab", id: what.slice("lab/".length) },
            after: " to its end, and gave the library's numbers",
          }
        : { before: "your own code was called in the run", of: { kind: "run", id: what }, after: "" };
    case "check":
      return {
        before: `your code passed ${countWords(reason, "check")} of`,
        of: { kind: "exercise", id: what },
        after: afterPass(rung, reason.hintsSeen ?? 0),
      };
  }
}

/** The words with the names put in, as one sentence without its full stop. */
export function reasonText(reason: Reason, nameOf: (of: NonNullable<ReasonWords["of"]>) => string): string {
  const { before, of, after } = reasonWords(reason);
  return `${before}${of === undefined ? "" : ` ${nameOf(of)}`}${after}`;
}

/** What the next rung takes, as a sentence; undefined at the top. `provable`: whether an exercise can prove the topic. */
export function nextRungText(rung: Rung, provable: boolean): string | undefined {
  if (rung === "used") return undefined;
  if (!provable)
    return rung === "none" || rung === "claimed"
      ? "A derivation or written task, compared with its rubric, makes it explained, which is the top here: no exercise can prove this topic."
      : undefined;
  switch (rung) {
    case "none":
    case "claimed":
      return "A pass of its exercise makes it checked.";
    case "explained":
      return "A pass of its exercise makes it checked; where the solution has been opened, one from a blank file.";
    case "checked":
      return "A pass from a blank file without hints, on a later day, makes it rebuilt.";
    case "rebuilt":
      return "Your own code in a lab or a run makes it used.";
  }
}

function afterPass(rung: Reason["rung"], hints: number): string {
  if (rung === "explained") return " after its solution had been opened";
  if (rung === "rebuilt") return " again, from a blank file and without help, on a later day";
  return hints === 0 ? " without hints" : ` after ${hints === 1 ? "one hint" : `${hints} hints`}`;
}

/** "all 8 checks", "3 of 6 lines". */
function countWords({ count }: Reason, one: string): string {
  if (count === undefined) return `the ${one}s`;
  const [some, all] = count;
  if (some === all) return all === 1 ? `the one ${one}` : `all ${all} ${one}s`;
  return `${some} of ${all} ${one}s`;
}
