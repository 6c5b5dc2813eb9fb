import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { rungWords } from "../atlas/words.ts";
import { href } from "../shell/href.ts";
import { rungOf } from "../store/progress.ts";
import { loadTitles, loadWhole, type Search } from "./load-search.ts";
import { Marker, type Piece } from "./marker.ts";
import type { SearchEntry } from "./search-file.ts";
import { type Hit, queryTerms } from "./search-index.ts";

interface Props {
  /** What stands in the box at first. */
  begin: string;
  onClose: () => void;
}

/** The search over everything with a page. It works on the titles of topics while the rest is on its way. */
export function SearchDialog({ begin, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [titles, setTitles] = useState<Search>();
  const [whole, setWhole] = useState<Search>();
  const [problem, setProblem] = useState<string>();
  const [query, setQuery] = useState(begin);
  const [active, setActive] = useState(0);
  const search = whole ?? titles;

  // Before anything else happens, so that no key falls between the page and the box.
  useLayoutEffect(() => {
    dialog.current!.showModal();
    box.current!.focus();
    const tell = (error: Error) => setProblem((earlier) => earlier ?? error.message);
    loadWhole().then(setWhole, tell);
    loadTitles().then(setTitles, tell);
  }, []);

  const shown = useMemo(() => (search ? lines(search, query) : []), [search, query]);
  const go = (step: number) => {
    if (shown.length === 0) return;
    const next = (active + step + shown.length) % shown.length;
    setActive(next);
    list.current!.children[next]?.scrollIntoView({ block: "nearest" });
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      go(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && shown[active]) {
      event.preventDefault();
      dialog.current!.close();
      location.assign(shown[active].to);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click outside is a shortcut for Escape, which a dialog has
    <dialog
      class="search-dialog"
      ref={dialog}
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Search topics, tracks, projects, exercises, labs and experiments"
        aria-expanded={shown.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={shown.length > 0 ? `hit-${active}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        placeholder={search ? "A word, a name in code, a sign such as ∇" : "Loading what can be found…"}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {problem && <p class="notice problem">{problem}</p>}
      <div
        class="hits"
        id="search-hits"
        role="listbox"
        aria-label="Found"
        ref={list}
        data-whole={whole ? "" : undefined}
      >
        {shown.map((line, k) => (
          <Found
            key={line.to + line.entry.slug}
            line={line}
            id={`hit-${k}`}
            active={k === active}
            onPoint={() => setActive(k)}
            onPick={() => dialog.current!.close()}
          />
        ))}
      </div>
      {search && query.trim() !== "" && shown.length === 0 && (
        <p class="none" role="status">
          Nothing is called “{query.length > 80 ? `${query.slice(0, 79)}…` : query}”, or nearly so, and no{" "}
          {whole ? "text" : "title"} speaks of it.
        </p>
      )}
    </dialog>
  );
}

/** A hit as it is shown. */
interface Line {
  entry: SearchEntry;
  to: string;
  place: string;
  title: Piece[];
  text: Piece[];
}

function lines({ index, entries }: Search, query: string): Line[] {
  const marker = new Marker(queryTerms(query));
  return index.search(query, 8).map((hit: Hit) => {
    const entry = entries[hit.index]!;
    const part = hit.part === undefined ? undefined : entry.parts![hit.part];
    const anchor = part?.id ? `#${part.id}` : "";
    return {
      entry,
      to: href(anchor === "" ? entry.path : entry.path.replace(/#.*$/, "") + anchor),
      place: part?.title ? `${entry.place} › ${part.title}` : entry.place,
      title: marker.pieces(entry.title),
      text: marker.snippet(part?.text || entry.summary || ""),
    };
  });
}

interface FoundProps {
  line: Line;
  id: string;
  active: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function Found({ line, id, active, onPoint, onPick }: FoundProps) {
  const { entry, to, place, title, text } = line;
  const rung = entry.kind === "topic" ? rungOf(entry.slug) : "none";
  return (
    <a
      role="option"
      id={id}
      href={to}
      tabIndex={-1}
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onPick}
    >
      <i
        class={`dot${entry.kind === "topic" ? (entry.weight ? " landmark" : "") : " none"}`}
        data-rung={rung}
      />
      <span>
        <Marked pieces={title} />
        <small>{place}</small>
        {text.length > 0 && (
          <small class="sentence">
            <Marked pieces={text} />
          </small>
        )}
      </span>
      <small class="kind">{rung === "none" ? entry.kind : rungWords[rung]}</small>
    </a>
  );
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>;
}
