import type { CheckEvent, DayWork, ProgressEvent } from "@blankfile/curriculum";
import { count } from "../atlas/words.ts";
import { localDay } from "./local-day.ts";

/** More of one kind than this are counted. */
const most = 4;

/** What was done on a day, a line each: work first, then claims and plans. `title` names a topic. */
export function dayLines(events: readonly ProgressEvent[], title: (slug: string) => string): string[] {
  const of = <K extends ProgressEvent["kind"]>(kind: K) =>
    events.filter((event): event is Extract<ProgressEvent, { kind: K }> => event.kind === kind);
  const placed = of("placement");
  return [
    ...attempts(of("check")),
    ...listed(of("explain"), "text compared with a rubric", ({ topic, lines }) => {
      const met = `${lines[0]} of ${count(lines[1], "line")} met`;
      return `A text on ${title(topic)} compared with its rubric: ${met}`;
    }),
    ...listed(
      of("use"),
      "use in a run",
      ({ topic, run }) => `${title(topic)} used in the run ${run}`,
      "uses in runs",
    ),
    ...(placed.length > 0
      ? [
          `Placement: ${count(placed.length, "question")}, ${placed.filter(({ passed }) => passed).length} known`,
        ]
      : []),
    ...(of("review").length > 0 ? [`Review: ${count(of("review").length, "card")}`] : []),
    ...listed(of("done"), "milestone", ({ of: where, milestone, met }) => {
      const name = `${milestone} of ${where.replace(":", " ")}`;
      return met ? `Milestone reached: ${name}` : `Milestone taken back: ${name}`;
    }),
    ...together(
      "Claimed",
      of("claim").map(({ topic }) => title(topic)),
    ),
    ...together(
      "Claim taken back",
      of("unclaim").map(({ topic }) => title(topic)),
    ),
    ...of("plan")
      .slice(-1)
      .flatMap(({ destinations }) => together("Planned towards", destinations.map(title))),
    ...listed(
      of("track"),
      "change of tracks",
      ({ track, hoursPerWeek }) =>
        hoursPerWeek > 0 ? `Track ${track} at ${count(hoursPerWeek, "hour")} a week` : `Track ${track} left`,
      "changes of tracks",
    ),
    ...listed(
      of("slip"),
      "unit moved",
      ({ unit, weeks }) => `${unit} moved by ${count(weeks, "week")}`,
      "units moved",
    ),
    ...of("review-pause")
      .slice(-1)
      .map(({ at, until }) =>
        until > localDay(at) ? `Review paused until ${until}` : "A pause of review ended",
      ),
    ...of("review-spread")
      .slice(-1)
      .map(({ days }) => `Review spread over ${count(days, "day")}`),
    ...of("review-forget").map(({ module, forgotten }) =>
      forgotten ? `Module left out of review: ${module}` : `Module taken back into review: ${module}`,
    ),
  ];
}

/** A day in a few words: "3 pieces of work", "only claims or plans", "nothing". */
export function dayShort(day: DayWork | undefined): string {
  if (day === undefined) return "nothing";
  return day.work === 0 ? "claims or plans" : count(day.work, "piece of work", "pieces of work");
}

function attempts(checks: readonly CheckEvent[]): string[] {
  const byExercise = Map.groupBy(checks, ({ exercise }) => exercise);
  const lines = [...byExercise].map(([exercise, tries]) => {
    const passes = tries.filter(({ passed }) => passed);
    const best = tries.reduce((a, b) => (b.checks[0] > a.checks[0] ? b : a)).checks;
    const end =
      passes.length === 0
        ? `${best[0]} of ${count(best[1], "check")} passed at best`
        : passes.some(({ fromBlank }) => fromBlank)
          ? "passed, from blank"
          : "passed";
    return `Exercise ${exercise}: ${count(tries.length, "attempt")}, ${end}`;
  });
  if (lines.length <= 3 * most) return lines;
  return [...lines.slice(0, 3 * most), `Attempts at ${count(lines.length - 3 * most, "more exercise")}`];
}

function listed<E>(
  events: readonly E[],
  one: string,
  words: (event: E) => string,
  many = `${one}s`,
): string[] {
  const rest = events.length - most;
  const lines = events.slice(0, rest > 1 ? most : undefined).map(words);
  return rest > 1 ? [...lines, `${rest} more ${many}`] : lines;
}

function together(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const unique = [...new Set(names)];
  const rest = unique.length - most;
  return [
    `${what}: ${rest > 1 ? `${unique.slice(0, most).join(", ")} and ${rest} more` : unique.join(", ")}`,
  ];
}
