import type { MerchantNote } from '../../protocol/merchants.ts';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import type { Deps } from '../deps.ts';
import { createAsked } from './code-entry.ts';

/** Table `onboarding_notes`, under the onboarding's id: what a note said that was written here, sealed. */
interface NoteRow {
  readonly note: string;
  readonly sealed: string;
}

const contextOf = (onboarding: string, note: string): string => `onboarding_notes/${onboarding} ${note}`;

/** The most notes whose text is looked up: as many as the provider lists. */
const most = 100;

/**
 * Notes of the platform's people. They are kept at the provider, whose list leaves out what they say: so the text of
 * those that were written here is kept here too.
 */
export const createNotes = (
  deps: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
  { platform }: Pick<MerchantOnboardingProvider, 'platform'>,
) => {
  const { store, vault } = deps;
  return {
    async list(id: string, account: string): Promise<readonly MerchantNote[]> {
      const notes = await createAsked(deps, id)((signal) => platform.notes(account, signal));
      const kept = await store.list<NoteRow>('onboarding_notes', id, { limit: 10 * most });
      const sealedOf = new Map(kept.map(({ value }) => [value.note, value.sealed]));
      return Promise.all(
        notes.map(async (note) => {
          const sealed = note.text === null ? sealedOf.get(note.id) : undefined;
          return sealed === undefined
            ? note
            : { ...note, text: await vault.open(sealed, contextOf(id, note.id)) };
        }),
      );
    },
    async write(id: string, account: string, text: string): Promise<MerchantNote> {
      const note = await createAsked(deps, id)((signal) => platform.addNote(account, text, signal));
      const sealed = await vault.seal(text, contextOf(id, note.id));
      const value: NoteRow = { note: note.id, sealed };
      await store.commit([{ table: 'onboarding_notes', id: `${id} ${note.id}`, value, keys: [id] }]);
      return { ...note, text };
    },
  };
};
