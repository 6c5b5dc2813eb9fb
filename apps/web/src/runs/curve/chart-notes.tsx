import type { ChartColumns } from "./chart-columns.ts";
import type { ChartView } from "./chart-view.ts";

/** What a chart leaves out or changes, in its caption. */
export function ChartNotes({ columns, view }: { columns: ChartColumns; view: ChartView }) {
  const { shown, total, belowZero, withoutX, backwards, unfit, isInterpolated, isCut } = columns;
  const fit = total - belowZero - withoutX;
  return (
    <>
      {view.smooth > 0 && (
        <small>smoothed: moving average, factor {view.smooth}; as measured faint behind it</small>
      )}
      {shown < fit && (
        <small>
          {shown} of {fit} points
        </small>
      )}
      {isInterpolated && <small>mean: between points, straight lines</small>}
      {belowZero > 0 && <small>{values(belowZero)} of 0 or below left out: the axis is logarithmic</small>}
      {isCut && <small>bands reach below 0: cut off there</small>}
      {withoutX > 0 && <small>{values(withoutX)} left out: nothing to stand at on this axis</small>}
      {backwards > 0 && <small>this axis goes back {backwards === 1 ? "once" : `${backwards} times`}</small>}
      {unfit.length > 0 && (
        <small class="bad">
          {unfit.length === 1 ? "1 value is" : `${unfit.length} values are`} NaN or infinite: × at the foot
        </small>
      )}
    </>
  );
}

function values(count: number): string {
  return count === 1 ? "1 value" : `${count} values`;
}
