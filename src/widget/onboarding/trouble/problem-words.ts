import type { TroubleCode } from '../../../flow/trouble.ts';
import type { Texts } from './texts/en.ts';

/** What is said of a write that was not taken. What only a developer can mend is one text. */
export const problemText = (code: TroubleCode): keyof Texts => {
  switch (code) {
    case 'code_wrong':
      return 'problemCode';
    case 'code_expired':
      return 'fault_code_expired';
    case 'codes_used_up':
      return 'problemCodes';
    case 'rate_limited':
      return 'problemOften';
    case 'unreachable':
    case 'unavailable':
    case 'internal_error':
    case 'request_in_progress':
      return 'problemLater';
    case 'body_invalid':
    case 'body_not_json':
    case 'company_invalid':
      return 'problemInput';
    case 'not_possible_now':
    case 'not_found':
    case 'idempotency_key_reused':
    case 'request_not_pending':
      return 'problemNotNow';
    case 'token_missing':
    case 'token_invalid':
    case 'token_expired':
      return 'problemTime';
    case 'body_too_large':
      return 'problemLarge';
    case 'content_type_unsupported':
      return 'problemType';
    default:
      return 'problemSetup';
  }
};
