import { nearest } from "@blankfile/curriculum";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { searchTopics } from "../search/topic-search.ts";
import { topicHref } from "./href.ts";

/** For an address without a page: what was asked for, and the topics whose names are near it. */
export async function nearPages(said: HTMLElement, list: HTMLElement): Promise<void> {
  const asked = decode(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
  said.textContent = `address: given “${asked}”, the name of a page is needed.`;
  try {
    const atlas = await loadAtlas();
    const { topics } = atlas.graph;
    const near = nearest(asked, topics.keys());
    const found = searchTopics(atlas, asked.replaceAll("-", " "), 4).map(({ slug }) => slug);
    const names = [...new Set([...near, ...found])].slice(0, 5);
    if (names.length > 0) said.textContent += " Near it:";
    list.replaceChildren(
      ...names.map((slug) => {
        const link = Object.assign(document.createElement("a"), {
          href: topicHref(slug),
          className: "link",
          textContent: topics.get(slug)!.title,
        });
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
  } catch {
    // Without the list of topics the page still says what was wrong.
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
