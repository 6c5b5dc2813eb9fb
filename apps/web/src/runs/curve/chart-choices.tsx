import type { ChartView } from "./chart-view.ts";

interface Props {
  view: ChartView;
  metrics: readonly string[];
  onChange: (view: ChartView) => void;
}

const factors = [0, 0.5, 0.8, 0.9, 0.95, 0.99];

/** Against what curves are drawn, on which axes, and whether they are smoothed. */
export function ChartChoices({ view, metrics, onChange }: Props) {
  // The address may name a metric before the runs that have it are read.
  const named = ["", "step", "time"].includes(view.x) ? [] : [view.x];
  return (
    <div class="row chart-choices">
      <label>
        against{" "}
        <select
          class="field"
          value={view.x}
          onChange={(event) => onChange({ ...view, x: event.currentTarget.value })}
        >
          <option value="">step, or what the metric asks for</option>
          <option value="step">step</option>
          <option value="time">time since the run's begin</option>
          {[...new Set([...metrics, ...named])].map((metric) => (
            <option key={metric} value={metric}>
              {metric}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={view.logX}
          onChange={(event) => onChange({ ...view, logX: event.currentTarget.checked })}
        />{" "}
        x logarithmic
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={view.logY}
          onChange={(event) => onChange({ ...view, logY: event.currentTarget.checked })}
        />{" "}
        y logarithmic
      </label>
      <label>
        smoothing{" "}
        <select
          class="field"
          value={String(view.smooth)}
          onChange={(event) => onChange({ ...view, smooth: Number(event.currentTarget.value) })}
        >
          {[...new Set([...factors, view.smooth])].map((factor) => (
            <option key={factor} value={String(factor)}>
              {factor === 0 ? "off" : `average, factor ${factor}`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
