import type { RunRow } from "@blankfile/tracking";
import { stateWords } from "../../format.ts";
import { type State, states, statesIn, withStates } from "./state-terms.ts";

interface Props {
  rows: readonly RunRow[];
  where: string;
  onChange: (where: string) => void;
}

/** A button for each state that a run is in; pressed, it is written into the filter. */
export function StateChips({ rows, where, onChange }: Props) {
  const counts = new Map<State, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  const chosen = statesIn(where);
  const shown = states.filter((state) => counts.has(state) || chosen.includes(state));
  return (
    <fieldset class="chips">
      <legend class="sr">States</legend>
      {shown.map((state) => {
        const isPressed = chosen.includes(state);
        const next = isPressed ? chosen.filter((one) => one !== state) : [...chosen, state];
        return (
          <button
            type="button"
            key={state}
            class={`chip state ${state}`}
            aria-pressed={isPressed}
            onClick={() => onChange(withStates(where, next))}
          >
            {stateWords[state]} <span class="count">{(counts.get(state) ?? 0).toLocaleString("en")}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
