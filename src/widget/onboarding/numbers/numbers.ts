import type { OnboardingCountry } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import type { Numbers } from './country.ts';

const files: Readonly<Record<OnboardingCountry, () => Promise<{ readonly numbers: Numbers }>>> = {
  NO: () => import('./no.ts'),
  SE: () => import('./se.ts'),
  DK: () => import('./dk.ts'),
  FI: () => import('./fi.ts'),
};

/** Loads a country's rules when they are first asked for. Until they are there, and without them, the backend decides. */
export const createNumbers = (element: LaterElement) => {
  const known = new Map<OnboardingCountry, Numbers | null>();
  return (country: OnboardingCountry): Numbers | undefined => {
    if (!known.has(country)) {
      known.set(country, null);
      files[country]().then(
        ({ numbers }) => {
          known.set(country, numbers);
          element.requestUpdate();
        },
        () => known.delete(country),
      );
    }
    return known.get(country) ?? undefined;
  };
};
