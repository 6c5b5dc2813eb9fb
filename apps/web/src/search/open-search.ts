let open = false;

/** Opens the search; its code and the topics load the first time. */
export async function openSearch(): Promise<void> {
  if (open) return;
  open = true;
  const host = document.createElement("div");
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
    render(h(SearchDialog, { onClose: close }), host);
  } catch {
    open = false;
    host.remove();
    alert("Search: its code could not be loaded, and the network or server is needed once; try again.");
  }
}
