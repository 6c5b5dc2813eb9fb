/** Names in `_astro/` that a page, a sheet or a script of a build asks for, at once or later. */
export function neededFiles(name: string, text: string): string[] {
  const found = [...text.matchAll(/_astro\/([\w.~-]+\.(?:js|css))/g)];
  if (name.endsWith(".js")) found.push(...text.matchAll(/["'`]\.\/([\w.~-]+\.js)["'`]/g));
  return [...new Set(found.map(([, file]) => file!))];
}
