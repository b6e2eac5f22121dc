/**
 * Language and colours, chosen once for all demo pages and kept in this browser. Importing this applies them to
 * the page and connects its selects (`<select data-preference="language">`, `"colouring"`). Whoever draws text
 * listens for `preferences-change` on the document.
 */

export const languages = ['en', 'da', 'sv', 'nb', 'fi'] as const;
export type Language = (typeof languages)[number];

const colourings = ['auto', 'light', 'dark'] as const;

const asLanguage = (tag: string | null | undefined): Language | undefined =>
  languages.find((language) => language === (tag === 'no' ? 'nb' : tag));

const ofBrowser = (): Language =>
  navigator.languages.map((tag) => asLanguage(tag.split('-')[0])).find(Boolean) ?? 'en';

export const language = (): Language => asLanguage(localStorage.getItem('demo-language')) ?? ofBrowser();

const colouring = (): string => {
  const kept = localStorage.getItem('demo-colouring');
  return colourings.find((one) => one === kept) ?? 'auto';
};

const apply = (): void => {
  const page = document.documentElement;
  page.lang = language();
  page.dataset.colouring = colouring();
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-preference]')) {
    select.value = select.dataset.preference === 'language' ? language() : colouring();
  }
  document.dispatchEvent(new Event('preferences-change'));
};

addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || target.dataset.preference === undefined) return;
  localStorage.setItem(`demo-${target.dataset.preference}`, target.value);
  apply();
});

// The page beside this one, in the side-by-side view or in another window, has changed them.
addEventListener('storage', (event) => event.key?.startsWith('demo-') && apply());

apply();
