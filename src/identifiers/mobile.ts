import { fine, type Verdict, wrong } from './verdict.ts';

interface Plan {
  readonly code: string;
  /** The digit before a number within the country, which falls away behind the calling code. */
  readonly trunk?: string;
  readonly mobile: RegExp;
}

/**
 * Calling code, and what a mobile number looks like behind it: the national numbering plans, kept wide on purpose,
 * because ranges are opened during the year. The backend's provider has the last word.
 */
const plans = {
  DK: { code: '45', mobile: /^[2-9]\d{7}$/ },
  SE: { code: '46', trunk: '0', mobile: /^7[023689]\d{7}$/ },
  NO: { code: '47', mobile: /^[49]\d{7}$/ },
  FI: { code: '358', trunk: '0', mobile: /^(4\d|50)\d{4,8}$/ },
  IS: { code: '354', mobile: /^([6-8]\d{6}|38\d{7})$/ },
  FO: { code: '298', mobile: /^[2579]\d{5}$/ },
  GL: { code: '299', mobile: /^[245]\d{5}$/ },
} as const satisfies Readonly<Record<string, Plan>>;

export type MobileCountry = keyof typeof plans;

/**
 * Mobile number, national or international, to E.164 (`+` and up to 15 digits). A number of a country that we have
 * no plan for must be international; it is taken on its form alone, with the warning `range`.
 */
export const checkMobile = (typed: string, country: MobileCountry): Verdict => {
  const bare = typed.replace(/[\s().\-‐-―]/gu, '').replace(/^00/, '+');
  if (bare === '') return wrong('empty');
  if (!/^\+?\d+$/.test(bare)) return wrong('characters');

  const full = bare.startsWith('+') ? bare.slice(1) : plans[country].code + bare;
  if (!/^[1-9]\d{6,14}$/.test(full)) return wrong('length');

  const plan: Plan | undefined = Object.values(plans).find(({ code }) => full.startsWith(code));
  if (plan === undefined) return fine(`+${full}`, 'range');
  const rest = full.slice(plan.code.length);
  const number = plan.trunk && rest.startsWith(plan.trunk) ? rest.slice(1) : rest;
  return plan.mobile.test(number) ? fine(`+${plan.code}${number}`) : wrong('range');
};
