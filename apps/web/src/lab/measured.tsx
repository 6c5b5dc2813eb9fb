import type { View } from "@blankfile/curriculum/lab";
import { LabViews } from "./lab-views.tsx";

interface Props {
  label: string;
  measured: View[] | "measuring" | undefined;
  measure: () => void;
}

/** What depends on the machine: measured when asked for, and gone when the parameters change. */
export function Measured({ label, measured, measure }: Props) {
  const busy = measured === "measuring";
  return (
    <div class="lab-measured">
      <p>
        <button class="btn quiet" type="button" aria-disabled={busy} onClick={measure}>
          {label}
        </button>
      </p>
      <div role="status">
        {busy && <p class="measuring">Measuring; the lab waits.</p>}
        {Array.isArray(measured) && <LabViews views={measured} />}
      </div>
    </div>
  );
}
