import { checkCpr } from '../../identifiers/cpr.ts';
import { checkCustomerNumber } from '../../identifiers/customer-number.ts';
import type { Verdict } from '../../identifiers/verdict.ts';
import type { DebtorScheme } from '../../protocol/words.ts';

/**
 * Whether a number can name a debtor: said at once, but for mobile numbers, whose numbering plans are only loaded
 * when somebody uses one. Null: they could not be.
 */
export const checkDebtor = (
  scheme: DebtorScheme,
  typed: string,
  onVerdict: (verdict: Verdict | null) => void,
): void => {
  if (scheme === 'mobile') {
    import('../../identifiers/mobile.ts').then(
      ({ checkMobile }) => onVerdict(checkMobile(typed, 'DK')),
      () => onVerdict(null),
    );
  } else onVerdict(scheme === 'cpr' ? checkCpr(typed) : checkCustomerNumber(typed));
};
