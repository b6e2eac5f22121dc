import type { Storage } from './given.ts';

/** Every provider asks for what is stored, at the same moment; a storage may put itself in order when it is read. */
export const readOnce = (storage: Storage | undefined): Storage | undefined => {
  if (storage === undefined) return undefined;
  let texts: Promise<readonly string[]> | null = null;
  return {
    load() {
      texts ??= storage.load();
      return texts;
    },
    save: (id, text) => storage.save(id, text),
  };
};
