/** Marks the links of a page that lead to itself. */
export const markCurrent = (): void => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
  }
};
