import { toSvgPath } from 'lean-qr/extras/svg';
import { correction, generate } from 'lean-qr/nano';

export interface QrCode {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  /** Outline of the dark modules, one unit each, for the `d` of an SVG path. */
  readonly path: string;
}

let last: { readonly text: string; readonly code: QrCode } | undefined;

/** The QR code of an address. The last one is kept: a waiting screen is drawn every second. */
export const qrCode = (text: string): QrCode => {
  if (last?.text !== text) {
    const code = generate(text, { minCorrectionLevel: correction.M });
    last = { text, code: { size: code.size, path: toSvgPath(code) } };
  }
  return last.code;
};
