import { fine, type Verdict, wrong } from './verdict.ts';

/**
 * Calling code, and what a mobile number looks like behind it: the national numbering plans, kept wide on purpose,
 * because ranges are opened during the year. The backend's provider has the last word.
 */
const plans = {
  DK: { code: '45', mobile: /^[2-9]\d{7}$/ },
  SE: { code: '46', mobile: /^7[02369]\d{7}$/ },
  NO: { code: '47', mobile: /^[49]\d{7}$/ },
  FI: { code: '358', mobile: /^(4\d|50)\d{4,8}$/ },
} as const;

export type MobileCountry = keyof typeof plans;

/**
 * Mobile number, national or international, to E.164 (`+` and up to 15 digits). A number of a country that we have
 * no plan for is taken on its form alone, with the warning `range`.
 */
export const checkMobile = (typed: string, country: MobileCountry): Verdict => {
  const bare = typed.replace(/[\s().\-‐-―]/gu, '').replace(/^00/, '+');
  if (bare === '') return wrong('empty');
  if (!/^\+?\d+$/.test(bare)) return wrong('characters');

  const full = bare.startsWith('+') ? bare.slice(1) : plans[country].code + bare.replace(/^0/, '');
  if (!/^[1-9]\d{6,14}$/.test(full)) return wrong('length');

  const plan = Object.values(plans).find(({ code }) => full.startsWith(code));
  if (plan === undefined) return fine(`+${full}`, 'range');
  return plan.mobile.test(full.slice(plan.code.length)) ? fine(`+${full}`) : wrong('range');
};
