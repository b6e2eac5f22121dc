import type { EftConsent, EftConsentTask, ShownMandateText } from '../protocol/eft-consent.ts';
import type { Session } from '../protocol/session.ts';
import type { Trouble } from './trouble.ts';

/** What may be done here, as signed for in the session, and whom to ask. */
export type EftAsked = Pick<Session, 'surface' | 'test' | 'merchant'> & { readonly task: EftConsentTask };

/** What the person has agreed to. `company`: its key in the task. */
export type EftOrder =
  | {
      readonly way: 'account';
      readonly company: string;
      readonly clearing: string;
      readonly account: string;
    }
  | { readonly way: 'e_consent'; readonly company: string }
  | { readonly way: 'modify'; readonly consent: string; readonly clearing: string; readonly account: string };

/**
 * Why what was sent is not followed. `unanswered`: nobody can say whether it arrived. `not_modifiable`: something else is
 * under way. `already`: the company has one, given from elsewhere meanwhile. `text_replaced`: the company has another text
 * now, which has to be shown first.
 */
export type EftNotice = 'unanswered' | 'not_modifiable' | 'already' | 'text_replaced';

/** Why another form is shown in place of an answer. `account_wrong`: the backend, or the provider, cannot take the number. */
export type EftRefusal = 'payer_record_incomplete' | 'consent_refused' | 'account_wrong';

export type EftConsentState =
  | { readonly at: 'loading'; readonly notice: EftNotice | null; readonly offline: boolean }
  | {
      readonly at: 'listing';
      readonly asked: EftAsked;
      readonly notice: EftNotice | null;
      readonly offline: boolean;
    }
  | {
      readonly at: 'listed';
      readonly asked: EftAsked;
      readonly consents: readonly EftConsent[];
      /** False: the provider could not be asked just now. */
      readonly current: boolean;
      readonly notice: EftNotice | null;
      readonly offline: boolean;
    }
  | {
      readonly at: 'giving';
      readonly asked: EftAsked;
      /** Gets another account; null: a new one is given. */
      readonly modifies: EftConsent | null;
      /** Companies to which a new one may be given: their keys. */
      readonly open: readonly string[];
      /** What was sent before has been refused. */
      readonly refusal: EftRefusal | null;
      /** The form itself cannot be loaded just now. */
      readonly offline: boolean;
    }
  /** Alone knows an account number: kept, also when it fails, until it is answered. */
  | {
      readonly at: 'sending';
      readonly asked: EftAsked;
      readonly modifies: EftConsent | null;
      readonly open: readonly string[];
      readonly order: EftOrder;
      readonly shown: ShownMandateText;
      readonly idempotencyKey: string;
      readonly offline: boolean;
    }
  | {
      readonly at: 'following';
      readonly asked: EftAsked;
      readonly consent: EftConsent;
      readonly offline: boolean;
    }
  /** At a till, for the next customer: nothing of the last one is left. */
  | { readonly at: 'cleared' }
  | {
      readonly at: 'failed';
      readonly trouble: Trouble;
      readonly from: Extract<
        EftConsentState,
        { readonly at: 'loading' | 'listing' | 'sending' | 'following' }
      >;
    };

export type EftConsentEvent =
  | { readonly type: 'session'; readonly session: Session<EftConsentTask> }
  | { readonly type: 'list'; readonly consents: readonly EftConsent[]; readonly current: boolean }
  | { readonly type: 'new' }
  | { readonly type: 'modify'; readonly consent: EftConsent['id'] }
  | {
      readonly type: 'order';
      readonly order: EftOrder;
      readonly shown: ShownMandateText;
      readonly idempotencyKey: string;
    }
  /** `isOld`: it is not what was sent, but one that stood already. */
  | { readonly type: 'consent'; readonly consent: EftConsent; readonly isOld?: boolean }
  | { readonly type: 'back' }
  | { readonly type: 'token' }
  | { readonly type: 'retry' }
  | { readonly type: 'connection'; readonly offline: boolean }
  | { readonly type: 'clear' }
  /** `pointers`: into the body that was refused (RFC 6901). */
  | { readonly type: 'trouble'; readonly trouble: Trouble; readonly pointers?: readonly string[] };

export type EftConsentWork =
  | { readonly type: 'read-session'; readonly id: string }
  | { readonly type: 'read-list'; readonly id: string }
  /** Makes ready what comes after the list. */
  | { readonly type: 'prepare'; readonly id: string }
  /** Reads it again while somebody looks at it. */
  | { readonly type: 'watch-list'; readonly id: string }
  | {
      readonly type: 'send';
      readonly id: string;
      readonly order: EftOrder;
      readonly shown: ShownMandateText;
      readonly idempotencyKey: string;
    }
  | { readonly type: 'follow'; readonly id: string; readonly consent: string; readonly revision: number };
