import type { Reason } from "@blankfile/curriculum";
import { rungWords } from "../atlas/words.ts";
import { href } from "../shell/href.ts";
import { evidence, loaded } from "../store/progress.ts";
import { ClaimButton } from "./claim-button.tsx";

interface Props {
  slug: string;
  /** Titles of the topic's exercises. */
  exercises: Record<string, string>;
  /** Whether an exercise can prove it; else "explained" is the top. */
  provable: boolean;
}

/** What stands behind the reader's state of a topic, and the lowest rung as a button. */
export default function EvidenceIsland({ slug, exercises, provable }: Props) {
  const found = evidence.value.get(slug);
  const reasons = (found?.because ?? []).filter(({ rung }) => rung !== "claimed");
  const rung = found?.rung ?? "none";
  return (
    <div class="evidence" data-rung={rung}>
      <div class="evidence-state">
        <i class="dot" data-rung={rung} />
        <span>
          {!loaded.value ? "Reading your progress…" : <State rung={rung} provable={provable} />}
          {reasons.map((reason) => (
            <small key={`${reason.rung}-${reason.what}`}>
              <b>{rungWords[reason.rung]}</b> <What reason={reason} exercises={exercises} />,{" "}
              <time dateTime={new Date(reason.at).toISOString()}>
                {new Date(reason.at).toLocaleDateString(undefined, { dateStyle: "medium" })}
              </time>
            </small>
          ))}
        </span>
      </div>
      <ClaimButton slug={slug} />
    </div>
  );
}

function State({ rung, provable }: { rung: keyof typeof rungWords; provable: boolean }) {
  if (rung === "none") return <>No evidence yet.</>;
  const top = !provable && rung === "explained" ? " (the top: no exercise can prove this topic)" : "";
  const words = {
    claimed: "You said that you know this. Nothing proves it yet.",
    explained: `You explained it, compared line by line with the rubric by yourself${top}.`,
    checked: "Your code passed the checks.",
    rebuilt: "You built it again from a blank file on a later day.",
    used: "You used your own code of it in a run.",
  };
  return <>{words[rung]}</>;
}

function What({ reason, exercises }: { reason: Reason; exercises: Record<string, string> }) {
  const what = reason.what ?? "";
  if (reason.rung === "used")
    return (
      <>
        in run <a href={href(`/runs/view/?id=${encodeURIComponent(what)}`)}>{what}</a>
      </>
    );
  if (exercises[what] !== undefined) return <>by the exercise {exercises[what]}</>;
  return reason.rung === "explained" ? <>by the task {what}</> : <>by the exercise {what}</>;
}
