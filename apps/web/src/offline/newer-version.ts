/** Says that a newer version is here. Nothing happens until the reader asks for it. */
export function announceNewer(reload: () => void): void {
  if (document.querySelector(".newer") !== null) return;
  const bar = Object.assign(document.createElement("div"), { className: "notice newer" });
  bar.setAttribute("role", "status");
  const text = document.createElement("span");
  const button = (label: string, className: string, act: () => void) => {
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className,
      textContent: label,
    });
    made.addEventListener("click", act);
    return made;
  };
  bar.append(
    text,
    button("Reload", "btn small", reload),
    button("Later", "btn quiet small", () => bar.remove()),
  );
  document.body.append(bar);
  // Written after the bar is there, so that a screen reader speaks it.
  text.textContent = "A newer version of the site is here.";
}
