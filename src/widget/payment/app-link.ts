import { html } from 'lit/html.js';
import { type QrCode, qrCode } from '../qr/qr-code.ts';
import type { View } from './view.ts';

/** Four light modules on every side: what a reader needs to find the code (ISO/IEC 18004). */
const quietZone = 4;

let last: { readonly url: string; readonly code: QrCode | undefined } | undefined;

/** The last code is kept: the screen is drawn every second, and the code is a little work. */
const codeOf = (url: string): QrCode | undefined => {
  if (last?.url !== url) last = { url, code: qrCode(url) };
  return last.code;
};

const qr = (url: string, { t }: View) => {
  const code = codeOf(url);
  if (code === undefined) return '';
  const side = code.size + 2 * quietZone;
  return html`<svg
    class="qr"
    part="qr"
    role="img"
    aria-label=${t('qrLabel')}
    viewBox="${-quietZone} ${-quietZone} ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <path d=${code.path} />
  </svg>`;
};

/**
 * The way to the app. On a phone the app is on the same device: a link first, the QR code on demand. Elsewhere the
 * phone is another device: the QR code first, and the link for those who have the app here.
 */
export const appLink = (url: string, view: View) => {
  const { t, surface } = view;
  // A till is touched too, but it is not the payer's.
  const handheld = surface !== 'pos' && matchMedia('(pointer: coarse), (max-width: 30rem)').matches;
  return handheld
    ? html`
        <div class="stack">
          <a class="primary" part="button app-link" href=${url}>${t('openApp')}</a>
          <details><summary>${t('showQr')}</summary>${qr(url, view)}</details>
        </div>
      `
    : html`
        <div class="stack centred">
          ${qr(url, view)}
          <p class="small">${t('scan')}</p>
          <a class="link small" part="app-link" href=${url}>${t('openAppHere')}</a>
        </div>
      `;
};
