import { type Evidence, nextRungText, type Reason, reasonWords } from "@blankfile/curriculum";
import { rungWords } from "../atlas/words.ts";
import { href } from "../shell/href.ts";
import { evidence, loaded } from "../store/progress.ts";
import { ClaimButton } from "./claim-button.tsx";

interface Props {
  slug: string;
  /** Titles of the topic's exercises. */
  exercises: Record<string, string>;
  /** Titles of its tasks. */
  tasks: Record<string, string>;
  /** Whether an exercise can prove it; else "explained" is the top. */
  provable: boolean;
}

/** What stands behind the reader's state of a topic, what the next rung takes, and the lowest rung as a button. */
export default function EvidenceIsland({ slug, exercises, tasks, provable }: Props) {
  const found = evidence.value.get(slug);
  const rung = found?.rung ?? "none";
  const next = nextRungText(rung, provable);
  const reasons = (found?.because ?? []).filter((reason) => reason.rung !== "claimed");
  return (
    <div class="evidence" data-rung={rung}>
      <div class="evidence-state">
        <i class="dot" data-rung={rung} />
        <span>
          {loaded.value ? stateText(found, provable) : "Reading your progress…"}
          {reasons.map((reason) => (
            <small key={`${reason.rung}-${reason.what}`}>
              <b>{rungWords[reason.rung]}</b>{" "}
              <time dateTime={new Date(reason.at).toISOString()}>{dayOf(reason)}</time>:{" "}
              <Why reason={reason} titles={{ exercise: exercises, task: tasks }} />
            </small>
          ))}
          {loaded.value && next !== undefined && <small>{next}</small>}
        </span>
      </div>
      <ClaimButton slug={slug} />
    </div>
  );
}

/** The highest rung as a sentence; below it stands which events gave it. */
function stateText(found: Evidence | undefined, provable: boolean): string {
  switch (found?.rung ?? "none") {
    case "none":
      return "No evidence yet.";
    case "claimed": {
      const claim = found!.because[0]!;
      const how = claim.by === "claim" ? "You said that you know this" : "A placement credited this";
      return `${how}, on ${dayOf(claim)}. Nothing proves it yet.`;
    }
    case "explained":
      return found?.because.some(({ by }) => by === "explain")
        ? `You explained it, compared line by line with the rubric by yourself${provable ? "" : " (the top: no exercise can prove this topic)"}.`
        : "You followed a solution and wrote one that passes.";
    case "checked":
      return "Your code passed the checks.";
    case "rebuilt":
      return "You built it again from a blank file on a later day.";
    case "used":
      return "You used your own code of it.";
  }
}

function dayOf({ at }: Reason): string {
  return new Date(at).toLocaleDateString(undefined, { dateStyle: "medium" });
}

interface WhyProps {
  reason: Reason;
  /** Names of exercises and tasks by their ids. */
  titles: { exercise: Record<string, string>; task: Record<string, string> };
}

function Why({ reason, titles }: WhyProps) {
  const { before, of, after } = reasonWords(reason);
  if (of === undefined) return <>{before + after}</>;
  const { kind, id } = of;
  const address = {
    exercise: `/practice/${id}/`,
    lab: `/labs/${id}/`,
    run: `/runs/view/?id=${encodeURIComponent(id)}`,
    task: undefined,
  }[kind];
  const name = (kind === "exercise" || kind === "task" ? titles[kind][id] : undefined) ?? id;
  return (
    <>
      {before} {address === undefined ? `“${name}”` : <a href={href(address)}>{name}</a>}
      {after}
    </>
  );
}
