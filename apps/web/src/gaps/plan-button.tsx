import { plan } from "../store/plan.ts";
import { record } from "../store/progress.ts";

/** Makes the destinations the reader's plan; the map's first page then starts from it. */
export function PlanButton({ destinations }: { destinations: readonly string[] }) {
  const same =
    plan.value.length === destinations.length && destinations.every((slug) => plan.value.includes(slug));
  if (same && destinations.length > 0)
    return (
      <button type="button" class="btn quiet" onClick={() => void record({ kind: "plan", destinations: [] })}>
        Your plan ✓ (drop it)
      </button>
    );
  return (
    <button
      type="button"
      class="btn"
      onClick={() => void record({ kind: "plan", destinations: [...destinations] })}
    >
      Make it my plan
    </button>
  );
}
