import type { Deed } from '../../flow/desk-state.ts';
import type { DeskRequest } from '../../protocol/collection-request.ts';
import type { DeskKey } from './texts/texts.ts';

export type Mood = 'open' | 'good' | 'bad' | 'quiet';

const approved = ({ payment, mandate }: DeskRequest): readonly [DeskKey, Mood] => {
  if (payment.status === 'failed') return ['failedPayment', 'bad'];
  if (mandate?.status === 'failed' && mandate.reason?.code !== 'mandate_already_exists') {
    return ['noMandate', 'bad'];
  }
  return [payment.status === 'settled' ? 'settled' : 'approved', 'good'];
};

/** Where a request stands, in one line, and how that looks. */
export const stateWords = (row: DeskRequest, deed: Deed | undefined): readonly [DeskKey, Mood] => {
  const { status, stage = 'queued', cancelling } = row;
  switch (status) {
    case 'pending':
      if (deed?.type === 'again') return ['againSoon', 'open'];
      return [cancelling || deed ? 'cancelling' : stage, 'open'];
    case 'unknown':
      return ['unknownState', 'bad'];
    case 'approved':
      return approved(row);
    case 'cancelled':
      return ['cancelled', 'quiet'];
    default:
      return [status, 'bad'];
  }
};

const said = [
  'payer_not_enrolled',
  'payer_unreachable',
  'payer_id_invalid',
  'duplicate_active_request',
  'bank_not_in_scheme',
  'account_invalid',
  'creditor_config_invalid',
  'amount_not_allowed',
  'currency_not_allowed',
  'risk_blocked',
  'provider_unavailable',
  'outcome_unknown',
] as const satisfies readonly DeskKey[];

/** Why it ended so, where the state does not say it already. */
export const reasonWords = ({ reason, payment, mandate }: DeskRequest): DeskKey | undefined => {
  const code = (reason ?? payment.reason ?? mandate?.reason)?.code;
  return said.find((one) => one === code);
};
