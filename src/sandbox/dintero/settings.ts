import type * as z from 'zod';
import { viewSettings } from './account-view.ts';
import { Asset, Settings } from './bodies.ts';
import { badQuery, type Desk, type Handle, iso, take } from './call.ts';
import { notFound, refuse } from './envelope.ts';
import type { OperationName } from './operations.ts';
import type { Account } from './records.ts';

/** Milliseconds for which a file may be sent to the address that was given for it. */
const uploadTime = 600_000;

/** What every partner offers here, and every account pays. Twice: one price in one currency, one in two. */
const pricePackage = {
  id: '7f1a7e0e-6d0c-4f54-9f0e-2f3f0b9ad001',
  name: 'Standard',
  description: 'Cards, Swish and Vipps',
  pricing_conditions: 'Per month, excluding VAT',
  metadata: {},
  products: [
    {
      namespace: 'checkout',
      product_id: 'checkout.capture.card',
      prices: [
        {
          type: 'blend',
          amounts: [{ name: 'EU cards', description: '', flat_amount: 150, unit_amount: '0.0125' }],
          dimensions: [
            { name: 'currency', values: ['NOK'] },
            { name: 'card.issuer_country', values: ['NO', 'SE'] },
          ],
        },
        {
          type: 'blend',
          amounts: [{ name: 'Other cards', description: '', flat_amount: 250, unit_amount: '0.025' }],
          dimensions: [{ name: 'currency', values: ['NOK', 'SEK'] }],
        },
      ],
    },
  ],
  price_package_id: 'standard',
  type: 'default',
};

type Written = z.infer<typeof Settings>;

/** An account's own settings, prices and files. */
export const createSettings = (desk: Desk) => {
  const { book, clock, baseUrl, hooks } = desk;

  /** What is written stands in the place of what was there: a field that is left out is gone. */
  const wish = (account: Account, body: Written): Account['features'] => {
    const wishes = { ...body.services?.checkout?.features, ...body.services?.payout?.features };
    const features = { ...account.features };
    for (const [name, { requested }] of Object.entries(wishes)) {
      features[name] = { requested, status: requested === 'enable' ? 'pending' : 'disabled' };
    }
    return features;
  };

  const readSettings: Handle = ({ params: { aid = '' } }) => {
    const account = book.get('account', aid);
    return account === undefined ? notFound() : Response.json(viewSettings(account));
  };

  const writeSettings: Handle = ({ json, params: { aid = '' } }) => {
    const account = book.get('account', aid);
    if (account === undefined) return notFound();
    const taken = take(Settings, json);
    if (taken instanceof Response) return taken;
    const { company = account.company, billing = account.billing } = taken.body;
    const after = { ...account, company, billing, features: wish(account, taken.body) };
    book.put(after);
    hooks.send('account_update', aid);
    return Response.json(viewSettings(after));
  };

  const listPrices: Handle = ({ query }) => {
    if (query.getAll('type').some((type) => type !== 'default' && type !== 'account'))
      return badQuery('type');
    const isDefault = query.getAll('type').length === 0 || query.getAll('type').includes('default');
    // the cursor points to the last, even where nothing follows
    const isFirst = query.get('starting_after') === null;
    const price_packages = isFirst && isDefault ? [pricePackage] : [];
    return Response.json({ starting_after: pricePackage.id, price_packages });
  };

  const readPrices: Handle = () => Response.json({ price_package: pricePackage });

  const asset: Handle = ({ json, params: { aid = '' } }) => {
    const taken = take(Asset, json);
    if (taken instanceof Response) return taken;
    const { size_bytes: size, mime_type: type, access } = taken.body;
    const id = crypto.randomUUID();
    const until = clock.now() + uploadTime;
    book.put({ kind: 'asset', id, account: aid, size, type, access, until, file: null });
    const url = `${baseUrl}/files/${id}`;
    return Response.json({
      ...(access === 'public' && { public_url: url }),
      upload_url: `${url}?until=${encodeURIComponent(iso(until))}`,
      upload_expires_in: uploadTime / 1000,
    });
  };

  return {
    readSettings,
    writeSettings,
    listPrices,
    readPrices,
    asset,
  } satisfies Partial<Record<OperationName, Handle>>;
};

/** The place behind an upload's address, without any token: the address is the right to. */
export const createFiles =
  ({ book, clock }: Desk) =>
  async (request: Request, id: string): Promise<Response> => {
    const asset = book.get('asset', id);
    if (asset === undefined) return notFound();
    if (request.method === 'GET' && asset.access === 'public' && asset.file !== null) {
      const bytes = Uint8Array.from(atob(asset.file), (c) => c.charCodeAt(0));
      // never drawn as part of a page: an SVG may hold a script
      const headers = {
        'content-type': asset.type,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      };
      return new Response(bytes, { headers });
    }
    if (request.method !== 'PUT') return notFound();
    const bytes = new Uint8Array(await request.arrayBuffer());
    const isRight = request.headers.get('content-type') === asset.type && bytes.length === asset.size;
    if (!isRight) return refuse(400, 'invalid_file', 'Not of the type and length that were said beforehand');
    if (asset.until <= clock.now() || asset.file !== null)
      return refuse(403, 'expired', 'The address is used up');
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    book.put({ ...asset, file: btoa(text) });
    return new Response(null, { status: 200 });
  };
