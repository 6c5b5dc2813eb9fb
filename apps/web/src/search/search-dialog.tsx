import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { loadAtlas, loadSummaries } from "../atlas/load-atlas.ts";
import { rungWords } from "../atlas/words.ts";
import { topicHref } from "../shell/href.ts";
import { rungOf } from "../store/progress.ts";
import { searchTopics } from "./topic-search.ts";

/** The search over titles and summaries. It works on titles while the summaries are still on their way. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const [atlas, setAtlas] = useState<Atlas>();
  const [summaries, setSummaries] = useState<string[]>();
  const [problem, setProblem] = useState<string>();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);

  useEffect(() => {
    dialog.current!.showModal();
    box.current!.focus();
    const tell = (error: Error) => setProblem(error.message);
    loadAtlas().then(setAtlas, tell);
    loadSummaries().then(setSummaries, tell);
  }, []);

  const hits = useMemo(
    () => (atlas ? searchTopics(atlas, query, 10, summaries) : []),
    [atlas, summaries, query],
  );

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length > 0)
        setActive((active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter" && hits[active]) {
      event.preventDefault();
      location.assign(topicHref(hits[active].slug));
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click outside is a shortcut for Escape, which a dialog has
    <dialog
      class="search-dialog"
      ref={dialog}
      aria-label="Search topics"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Search titles and summaries"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits.length > 0 ? `hit-${active}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        placeholder={atlas ? `Find one of ${atlas.topics.length} topics` : "Loading the topics…"}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {problem && <p class="notice problem">{problem}</p>}
      <div class="hits" id="search-hits" role="listbox" aria-label="Topics found">
        {hits.map((topic, k) => (
          <div key={topic.slug} id={`hit-${k}`} role="option" tabIndex={-1} aria-selected={k === active}>
            <a href={topicHref(topic.slug)} tabIndex={-1} onPointerMove={() => setActive(k)}>
              <Hit topic={topic} atlas={atlas!} summary={summaries?.[topic.place] ?? ""} />
            </a>
          </div>
        ))}
      </div>
      {atlas && query.trim() !== "" && hits.length === 0 && (
        <p class="none">Nothing is called “{query}”, or nearly so, and no summary speaks of it.</p>
      )}
    </dialog>
  );
}

function Hit({ topic, atlas, summary }: { topic: AtlasTopic; atlas: Atlas; summary: string }) {
  const rung = rungOf(topic.slug);
  return (
    <>
      <i class={`dot${topic.tier === 1 ? " landmark" : ""}`} data-rung={rung} />
      <span>
        {topic.title}
        <small>{summary || atlas.modules.get(topic.module)!.title}</small>
      </span>
      <small>{rung === "none" ? `Layer ${topic.layer}` : rungWords[rung]}</small>
    </>
  );
}
