import { useEffect, useState } from "preact/hooks";
import { serverHere } from "../../../server/client.ts";
import { href } from "../../../shell/href.ts";
import { Menu } from "../menu.tsx";
import { dropView, type KeptViews, keepView, keptViews } from "./kept-views.ts";

interface Props {
  /** The part of the address behind "?" that shows what is shown now. */
  query: string;
  onOpen: (query: string) => void;
}

/** Views kept under a name, and this one to be kept. */
export function ViewsMenu({ query, onOpen }: Props) {
  return (
    <Menu label="Views">
      <Views query={query} onOpen={onOpen} />
    </Menu>
  );
}

function Views({ query, onOpen }: Props) {
  const [views, setViews] = useState<KeptViews>();
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState("");

  useEffect(() => {
    keptViews().then(
      (kept) => {
        setViews(kept.views);
        setProblem(kept.problem);
      },
      (error: Error) => setProblem(error.message),
    );
  }, []);

  const change = (made: Promise<KeptViews>) =>
    made.then(
      (now) => {
        setViews(now);
        setProblem(undefined);
        return true;
      },
      (error: Error) => {
        setProblem(error.message);
        return false;
      },
    );
  const names = Object.keys(views ?? {}).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const wanted = name.trim();
  return (
    <>
      {names.length > 0 && (
        <ul class="kept-views" aria-label="Kept views">
          {names.map((one) => (
            <li key={one}>
              <a
                class="link"
                href={href(`/runs/${views![one] === "" ? "" : `?${views![one]}`}`)}
                aria-current={views![one] === query ? "true" : undefined}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  onOpen(views![one]!);
                }}
              >
                {one}
              </a>
              <button
                type="button"
                aria-label={`Drop the view ${one}`}
                onClick={() => void change(dropView(one))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {views !== undefined && names.length === 0 && (
        <p class="hint">
          None is kept yet. A view is group, filter, order and columns; its address can be shared as it is.
        </p>
      )}
      <form
        class="keep"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== "") void change(keepView(wanted, query)).then((isKept) => isKept && setName(""));
        }}
      >
        <label>
          Name of this view
          <input
            class="field"
            value={name}
            maxLength={80}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn quiet small" disabled={wanted === ""}>
          {views !== undefined && Object.hasOwn(views, wanted) ? "Replace it" : "Keep it"}
        </button>
      </form>
      <p class="hint">Kept {serverHere() ? "in views.json of your workspace" : "in this browser"}.</p>
      {problem !== undefined && (
        <p class="notice problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
