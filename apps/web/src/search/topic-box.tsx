import { useId, useRef, useState } from "preact/hooks";
import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { searchTopics } from "./topic-search.ts";

interface Props {
  atlas: Atlas;
  label: string;
  /** The topic chosen now; its title stands in the box. */
  value?: string | undefined;
  placeholder?: string;
  /** Called with undefined when the box is emptied. */
  onPick: (slug: string | undefined) => void;
  /** The box is emptied after a choice, for the next one. */
  collects?: boolean;
}

/** A box that completes the titles of topics and forgives slips of the finger. */
export function TopicBox({ atlas, label, value, placeholder = "", onPick, collects = false }: Props) {
  const id = useId();
  const title = value === undefined ? "" : (atlas.graph.topics.get(value)?.title ?? "");
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const hits = typed === undefined ? [] : searchTopics(atlas, typed, 8);
  const open = typed !== undefined && typed.trim() !== "";

  function pick(topic: AtlasTopic) {
    setTyped(collects ? "" : undefined);
    setActive(0);
    onPick(topic.slug);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (hits.length > 0) setActive((active + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      const hit = hits[active];
      if (hit) pick(hit);
    } else if (event.key === "Escape" && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
  }

  return (
    <div class="topic-box">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={box}
        class="field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open && hits.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && hits.length > 0 ? `${id}-${active}` : undefined}
        placeholder={placeholder}
        value={typed ?? title}
        onFocus={() => box.current?.select()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          if (event.currentTarget.value === "" && value !== undefined) onPick(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(collects ? typed : undefined)}
      />
      {open && (
        <div class="topic-options" id={`${id}-list`} role="listbox" aria-label={label}>
          {hits.map((topic, k) => (
            <div
              key={topic.slug}
              id={`${id}-${k}`}
              role="option"
              tabIndex={-1}
              aria-selected={k === active}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(topic);
              }}
            >
              {topic.title}
              <small>
                {topic.layer} · {atlas.modules.get(topic.module)!.title}
              </small>
            </div>
          ))}
          {hits.length === 0 && <p>No topic is called “{typed}”, or nearly so.</p>}
        </div>
      )}
    </div>
  );
}
