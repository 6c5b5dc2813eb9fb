import type { Catalog } from "../columns/catalog.ts";
import type { Filter } from "../filter.ts";
import { Menu } from "../menu.tsx";
import { unknownName } from "./unknown-name.ts";

interface Props {
  text: string;
  filter: Filter;
  catalog: Catalog;
  onInput: (text: string) => void;
}

/** The line in which runs are filtered, and what of it could not be used. */
export function FilterField({ text, filter, catalog, onInput }: Props) {
  const wrong = [
    ...filter.problems.map((problem) => `${problem}; left out for now`),
    ...filter.keys
      .filter((key) => !catalog.has(key))
      .map((key) => `filter: ${unknownName(key, catalog.names())}`),
  ];
  return (
    <>
      <input
        class="field"
        type="search"
        aria-label="Filter"
        aria-describedby="filter-wrong"
        aria-invalid={wrong.length > 0}
        placeholder="mlp  lr>0.01  test/accuracy>=0.9  state:finished  -lost"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <div id="filter-wrong" role="status">
        {wrong.length > 0 && <p class="bad">{wrong.join(". ")}</p>}
      </div>
      <Menu label="How to filter" kind="how">
        <dl>
          {examples.map(([example, meaning]) => (
            <div key={example}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Menu>
    </>
  );
}

const examples = [
  ["mlp", "id, experiment, launch, sweep or a choice by name has it"],
  ["failed", "also: this is the state, as a whole word"],
  ["optimizer:adam", "the value has it in it; a number is it"],
  ["lr=0.1,0.01", "one of these; lr!=0.1 another one"],
  ["test/accuracy>=0.9", "of configuration, metrics, summary; also >, <, <=; spaces may stand around signs"],
  ["took>5m", "seconds, or with s, m, h"],
  ["created>=2026-11-20", "a day, or a minute: 2026-11-20T14:05"],
  ["-lost -lr:0.1", "neither of these; !lost is -lost"],
  ["mlp lr>0.01", "both: all terms must hold, there is no “or” between them"],
  ["metric.loss<1", "the metric, where a configuration has a loss too"],
  ['name:"two words"', "spaces, commas and signs in quotes"],
] as const;
