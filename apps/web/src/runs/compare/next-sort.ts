/**
 * The sort after a click on a column's head: from the least, then from the greatest, then none, which is the table's `usual` one.
 * Where that is the same column from the greatest, the order turns round instead.
 */
export function nextSort(
  column: string,
  sort: string | undefined,
  usual: string | undefined,
): string | undefined {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` && usual !== sort ? undefined : column;
}
