/**
 * The wire of BRP's API2, resource `autogiromedgivanden`. Each part says where it comes from:
 *
 * - seen: the vendor's public page of the resource, or of the interface
 *   (https://brpsystems.atlassian.net/wiki/spaces/API/pages/1962770268/autogiromedgivanden);
 * - assumed: our guess. The list of error codes and the form of JSON are not published; all of it may be overridden.
 */
import type { BankAction, EftRefusalCode } from '../eft-consent.ts';

export interface Profile {
  /** Under the base URL, without the suffix that chooses the format. */
  readonly path: string;
  /** Names of the list, and of one consent in it. */
  readonly names: { readonly list: string; readonly item: string };
  readonly actions: Readonly<Record<string, BankAction>>;
  /** Codes of the `<errors>` document, in our words. One that is not here is `other`. */
  readonly refusals: Readonly<Record<string, EftRefusalCode>>;
  /** Codes that say that a parameter is wrong, and what is refused with each parameter. */
  readonly parameterCodes: readonly string[];
  readonly parameters: Readonly<Record<string, EftRefusalCode>>;
  /** Codes that are about key and log-on: every call fails from now on, until somebody mends the configuration. */
  readonly aboutUs: readonly string[];
}

export const profile: Profile = {
  // seen
  path: '/autogiromedgivanden',
  // seen, in XML. assumed, in JSON
  names: { list: 'autogiromedgivanden', item: 'autogiromedgivande' },
  // seen
  actions: { add: 'add', modify: 'modify', delete: 'delete', none: 'none' },
  // assumed: that a person may have to have specific information is seen, and that only `none` may be modified
  refusals: { '1300': 'payer_record_incomplete', '1301': 'not_modifiable' },
  // 1001 is seen ("Invalid parameter, firstname"), 1002 is assumed
  parameterCodes: ['1001', '1002'],
  // seen: the parameters
  parameters: { clearingnumber: 'clearing_not_accepted', accountnumber: 'account_not_accepted' },
  // assumed
  aboutUs: ['1100', '1101'],
};
