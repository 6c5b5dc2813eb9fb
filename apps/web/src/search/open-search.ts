let open = false;

/** Opens the search; its code and what it finds load the first time. What is typed meanwhile is not lost. */
export async function openSearch(): Promise<void> {
  if (open) return;
  open = true;
  const host = document.createElement("div");
  const typed = gather();
  try {
    const [{ h, render }, { SearchDialog }] = await Promise.all([
      import("preact"),
      import("./search-dialog.tsx"),
    ]);
    document.body.append(host);
    const close = () => {
      render(null, host);
      host.remove();
      open = false;
    };
    render(h(SearchDialog, { begin: typed(), onClose: close }), host);
  } catch {
    typed();
    open = false;
    host.remove();
    alert("Search: its code could not be loaded, and the network or server is needed once; try again.");
  }
}

/** Keeps letters from the page's keys until the answer is called, which gives them back. */
function gather(): () => string {
  let text = "";
  const keep = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Backspace") text = text.slice(0, -1);
    else if ([...event.key].length === 1) text += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("keydown", keep, true);
  return () => {
    removeEventListener("keydown", keep, true);
    return text;
  };
}
