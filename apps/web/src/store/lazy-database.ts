import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/**
 * A database of this browser, opened when it is first needed. It gives way to a newer page that wants to change the layout, and opens again
 * when it is next needed; so it does after a failure.
 */
export function lazyDatabase<Schema extends DBSchema>(
  name: string,
  create: (database: IDBPDatabase<Schema>, oldVersion: number) => void,
  version = 1,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  return () => {
    opened ??= openDB<Schema>(name, version, {
      upgrade: create,
      blocking: () => {
        void opened?.then((database) => database.close());
        opened = undefined;
      },
      terminated: () => {
        opened = undefined;
      },
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
}
