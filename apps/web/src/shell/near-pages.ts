import { nearest } from "@blankfile/curriculum";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { clipped } from "../atlas/words.ts";
import { searchTopics } from "../search/topic-search.ts";
import { topicHref } from "./href.ts";

/** A page by the last part of its address. */
interface Place {
  slug: string;
  title: string;
  href: string;
}

/** For an address without a page: what was asked for, and the exercises, labs and topics whose names are near it. */
export async function nearPages(said: HTMLElement, list: HTMLElement): Promise<void> {
  const asked = decode(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
  said.textContent = `address: given “${clipped(asked)}”, the name of a page is needed.`;
  try {
    const others = JSON.parse(list.dataset.near ?? "[]") as Place[];
    const atlas = await loadAtlas();
    const { topics } = atlas.graph;
    const near = nearest(asked, topics.keys());
    const found = searchTopics(atlas, asked.replaceAll("-", " "), 4).map(({ slug }) => slug);
    const topicPlaces = [...new Set([...near, ...found])].map((slug) => ({
      slug,
      title: topics.get(slug)!.title,
      href: topicHref(slug),
    }));
    const otherNames = nearest(
      asked,
      others.map(({ slug }) => slug),
    );
    const places = [...others.filter(({ slug }) => otherNames.includes(slug)), ...topicPlaces].slice(0, 5);
    if (places.length > 0) said.textContent += " Near it:";
    list.replaceChildren(
      ...places.map(({ title, href }) => {
        const link = Object.assign(document.createElement("a"), {
          href,
          className: "link",
          textContent: title,
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
