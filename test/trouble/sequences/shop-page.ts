/**
 * A shop's page with the payment in it. Whoever drives it gives it `fetchToken` and `tell`, which hears of each event,
 * and of whatever a page should never say: the load, a name of its own; what happened; and the snapshot as JSON, if
 * there is one. Whether anybody sees the page is said with `show`, as several are open on one machine.
 */
export const shopPage = (
  backend: string,
): string => `<!doctype html><html lang="en"><title>Checkout</title><body>
<script type="module">
  let isShown = true;
  Object.defineProperty(document, 'hidden', { get: () => !isShown });
  window.show = (shown) => {
    isShown = shown;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const load = crypto.getRandomValues(new Uint32Array(2)).join('-');
  for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
    addEventListener(type, (event) => {
      tell(load, type, event.snapshot === undefined ? null : JSON.stringify(event.snapshot));
    });
  }
  addEventListener('error', ({ message }) => tell(load, message, null));
  addEventListener('unhandledrejection', ({ reason }) => tell(load, String(reason), null));
  const element = document.createElement('handslag-payment');
  element.setAttribute('backend', '${backend}');
  element.fetchToken = () => fetchToken();
  document.body.append(element);
  // While the backend is down there is no script, and no element.
  await import('${backend}/handslag.js').catch(() => {});
</script></body></html>`;
