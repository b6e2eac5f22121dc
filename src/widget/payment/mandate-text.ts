import type { MandateText } from '../../protocol/collection-request.ts';
import type { CollectionTask } from '../../protocol/session.ts';
import type { Language } from '../../protocol/words.ts';
import type { View } from './view.ts';

/** What the person agrees to, as it stands on the screen. Null: no mandate is asked for. */
export const mandateWords = ({ mandate }: CollectionTask, { t }: Pick<View, 't'>): string | null =>
  mandate && t('mandateText', { customerNumber: mandate.customerNumber });

/** The very same text, to be kept as evidence. */
export const mandateTextOf = (task: CollectionTask, view: View, locale: Language): MandateText | null => {
  const text = mandateWords(task, view);
  return text === null ? null : { id: 'betalingsservice', version: view.t('mandateVersion'), locale, text };
};
