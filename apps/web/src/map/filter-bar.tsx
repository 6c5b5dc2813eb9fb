import { count } from "../atlas/words.ts";
import { type Filter, haves, isEmpty, noFilter, states, tiers } from "./filter.ts";
import type { MapState } from "./map-state.ts";

const words: Record<string, string> = {
  landmark: "landmarks",
  core: "core topics",
  special: "specialised topics",
  unknown: "to learn",
  ready: "ready now",
  claimed: "claimed",
  proved: "proved",
  page: "a page",
  exercise: "an exercise",
  lab: "a lab",
};

/** Chooses which topics are lit; each choice stands in the address. */
export function FilterBar({ state }: { state: MapState }) {
  const { address, atlas, go, shown } = state;
  const { filter } = address.value;
  const change = (part: Partial<Filter>) => go({ filter: { ...filter, ...part } });
  return (
    <form class="filter-bar" aria-label="Which topics" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="Track"
        value={filter.track}
        options={[...atlas.tracks].map(([slug, { title }]) => [slug, title])}
        onChange={(track) => change({ track })}
      />
      <Choice
        label="Tier"
        value={filter.tier}
        options={tiers.map((tier) => [tier, words[tier]!])}
        onChange={(tier) => change({ tier })}
      />
      <Choice
        label="Evidence"
        value={filter.state}
        options={states.map((name) => [name, words[name]!])}
        onChange={(name) => change({ state: name })}
      />
      <Choice
        label="Has"
        value={filter.has}
        options={haves.map((name) => [name, words[name]!])}
        onChange={(name) => change({ has: name })}
      />
      <span role="status">{!isEmpty(filter) && `${count(shown.value?.size ?? 0, "topic")}`}</span>
      {!isEmpty(filter) && (
        <button type="button" class="plain" onClick={() => go({ filter: noFilter })}>
          Show all
        </button>
      )}
    </form>
  );
}

function Choice<V extends string>(props: {
  label: string;
  value: V | undefined;
  options: [V, string][];
  onChange: (value: V | undefined) => void;
}) {
  return (
    <label>
      {props.label}
      <select
        class="field"
        value={props.value ?? ""}
        onChange={(event) => props.onChange((event.currentTarget.value || undefined) as V | undefined)}
      >
        <option value="">all</option>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
