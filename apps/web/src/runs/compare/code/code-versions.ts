import { diffOf } from "@blankfile/tracking/report";
import type { OpenRun } from "../../run-source.ts";

/** Code that runs were made by. */
export interface CodeInUse {
  commit?: string;
  dirty?: boolean;
  hash?: string;
  /** The artifact `code.diff`: what was changed since the commit. */
  diff?: { run: string; hash: string };
  /** Ids of the runs. */
  runs: string[];
}

export interface CodeVersions {
  versions: CodeInUse[];
  /** "unknown" where some runs do not say by which code they were made. */
  verdict: "same" | "different" | "unknown";
}

/**
 * Runs by their code. The hash goes over the sources that a run uses, so that equal hashes are the same code whatever else the commit
 * changed; without it a commit with no changes counts, and with changes the changes must be the same.
 */
export function codeVersions(runs: readonly OpenRun[]): CodeVersions {
  const found = new Map<string, CodeInUse>();
  let isUnknown = false;
  for (const { row, details } of runs) {
    const { commit, dirty, hash } = details.record?.code ?? {};
    const diff = diffOf(details);
    isUnknown ||= hash === undefined && (commit === undefined || (dirty === true && !diff));
    const key = hash ?? `${commit ?? ""} ${dirty === true ? (diff?.hash ?? "changed") : ""}`;
    const known = found.get(key);
    if (known) known.runs.push(row.id);
    else
      found.set(key, {
        ...(commit !== undefined && { commit }),
        ...(dirty !== undefined && { dirty }),
        ...(hash !== undefined && { hash }),
        ...(diff && { diff: { run: row.id, hash: diff.hash } }),
        runs: [row.id],
      });
  }
  const versions = [...found.values()];
  const verdict = versions.length > 1 ? "different" : isUnknown ? "unknown" : "same";
  return { versions, verdict };
}
