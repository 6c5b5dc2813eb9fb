/** What this browser knows of the reader's work on an exercise. Kept at each pause, before anything else happens. */
export interface Draft {
  text: string;
  /** Hash of the workspace's file when the two were last equal; null where there is no file, or no server. */
  base: string | null;
  /** The text is not in the workspace yet. */
  dirty: boolean;
  hintsSeen: number;
  solutionSeen: boolean;
  /** When the text was last set back to the starter on purpose, to do it again from blank. */
  blankSince?: number;
  /** When the clock of a gauntlet began to run. */
  startedAt?: number;
}

const prefix = "blankfile-exercise:";

export function freshDraft(starter: string): Draft {
  return { text: starter, base: null, dirty: false, hintsSeen: 0, solutionSeen: false };
}

export function readDraft(slug: string): Draft | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(prefix + slug) ?? "null");
    return isDraft(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the browser kept it: storage may be full or denied. */
export function writeDraft(slug: string, draft: Draft): boolean {
  try {
    localStorage.setItem(prefix + slug, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { text, base, dirty, hintsSeen, solutionSeen, blankSince, startedAt } = value as Record<
    string,
    unknown
  >;
  return (
    typeof text === "string" &&
    (base === null || typeof base === "string") &&
    typeof dirty === "boolean" &&
    typeof hintsSeen === "number" &&
    typeof solutionSeen === "boolean" &&
    (blankSince === undefined || typeof blankSince === "number") &&
    (startedAt === undefined || typeof startedAt === "number")
  );
}
