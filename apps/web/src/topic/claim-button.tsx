import { evidence, record } from "../store/progress.ts";

/** "I know this", and taking it back. Other evidence stays untouched. */
export function ClaimButton({ slug }: { slug: string }) {
  const claimed = evidence.value.get(slug)?.claimed ?? false;
  return (
    <button
      type="button"
      class={`btn quiet claim${claimed ? " hatched" : ""}`}
      data-claim
      aria-pressed={claimed}
      onClick={() => void record({ kind: claimed ? "unclaim" : "claim", topic: slug })}
    >
      {claimed ? "Claimed: take it back" : "I know this"}
    </button>
  );
}
