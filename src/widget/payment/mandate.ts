import type { CollectionTask } from '../../protocol/session.ts';
import type { View } from './view.ts';

/** What the person agrees to, word for word. Null: no mandate is asked for. */
export const mandateWords = ({ mandate }: CollectionTask, { t }: View): string | null =>
  mandate && t('mandateText', { customerNumber: mandate.customerNumber });
