import { openSearch } from "../search/open-search.ts";
import { startThemeSwitch } from "./theme.ts";

/** The search and the theme of the bar. */
export function startTopBar(): void {
  document.getElementById("search")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void openSearch();
  });
  const button = document.getElementById("theme");
  if (button) startThemeSwitch(button);
}
