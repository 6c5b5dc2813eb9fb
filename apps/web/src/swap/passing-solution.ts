import type { ProgressEvent } from "@blankfile/curriculum";
import { sha256 } from "@blankfile/tracking";
import { attemptsAt } from "../practice/attempts.ts";
import { server, serverHere } from "../server/client.ts";

/**
 * The learner's latest text that passed an exercise, as TypeScript: what was checked in this browser, or the workspace's file where an
 * event says that this very text has passed. Undefined where there is none.
 */
export async function passingSolution(
  exercise: string,
  events: readonly ProgressEvent[],
): Promise<string | undefined> {
  const attempts = await attemptsAt(exercise).catch(() => []);
  const passed = attempts.find(({ outcome }) => outcome === "passed");
  if (passed !== undefined) return passed.text;
  if (!serverHere()) return undefined;
  const file = await server.exercise(exercise).catch(() => undefined);
  if (file === undefined) return undefined;
  const hash = sha256(file.text);
  const known = events.some(
    (event) =>
      event.kind === "check" && event.exercise === exercise && event.passed && event.solution === hash,
  );
  return known ? file.text : undefined;
}
