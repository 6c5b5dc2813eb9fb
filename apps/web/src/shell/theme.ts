const key = "blankfile-theme";
const choices = ["system", "light", "dark"] as const;
type Choice = (typeof choices)[number];

/**
 * The button that goes through system, light and dark. The choice is set on `<html data-theme>` before the first
 * paint by the small script in the layout; this keeps it and changes it.
 */
export function startThemeSwitch(button: HTMLElement): void {
  show(button, chosen());
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = choices[(choices.indexOf(chosen()) + 1) % choices.length]!;
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Storage denied: the choice lasts as long as the page.
    }
    show(button, next);
    document.dispatchEvent(new CustomEvent("blankfile-theme"));
  });
}

function chosen(): Choice {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function show(button: HTMLElement, choice: Choice): void {
  const next = choices[(choices.indexOf(choice) + 1) % choices.length]!;
  button.dataset.choice = choice;
  button.title = `Theme: ${choice}`;
  button.setAttribute("aria-label", `Theme: ${choice}. Change to ${next}`);
}
