import type { BackendConfig } from '../../config.ts';
import type { Inventory } from './inventory.ts';
import { element, integrityPolicy, type Snippets } from './snippets.ts';

/** What the page says of this service. */
export type Facts = Pick<BackendConfig, 'publicUrl' | 'debtorKeptSeconds' | 'logAddresses'>;

/** The page needs its style sheet and nothing else. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const toHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const toCopy = (text: string): string => `<pre>${toHtml(text)}</pre>`;

/** The kit as a page, for people: everything to copy, and what whoever approves it must know. */
export const kitPage = (facts: Facts, inventory: Inventory, snippets: Snippets): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Integrator’s kit · Handslag ${toHtml(inventory.version)}</title>
  <link rel="stylesheet" href="kit.css">
</head>
<body>
<main>
  <h1>Integrator’s kit</h1>
  <p>For whoever puts Handslag on a payment page, and for whoever has to approve that. Version
  ${toHtml(inventory.version)}, served by ${toHtml(facts.publicUrl)}. One click into a grey box selects all of it.</p>

  <h2>The newest version, always</h2>
  <p>The script is looked up again after a minute, so the page follows this service without a change.</p>
  ${toCopy(`${snippets.tag}\n${element(facts.publicUrl)}`)}
  <p><code>Content-Security-Policy</code>: what Handslag needs. Add what your page needs for itself, such as
  <code>'self'</code>.</p>
  ${toCopy(snippets.policy)}

  <h2>One version, held to its hashes</h2>
  <p>The page runs these bytes or none. The first hash covers the script in the tag; the import map covers every file
  that this script may load later, which an <code>integrity</code> attribute alone does not. Put the map before the
  first module script; a page that has an import map already takes the entries into that one.</p>
  ${toCopy(`${snippets.pinnedTag}\n${element(facts.publicUrl)}`)}
  <p><code>Content-Security-Policy</code>. The hash in it allows the import map, which cannot be a file of its own:
  copy the map as it stands.</p>
  ${toCopy(snippets.pinnedPolicy)}
  <p><code>Integrity-Policy</code>, if every script of your page has a hash: then none runs without.</p>
  ${toCopy(integrityPolicy)}
  <p>Browsers older than Chrome 127, Firefox 138 and Safari 18 hold the first script to its hash, and let the later
  ones pass by their names. When this service is updated it goes on serving the versions it has served before.</p>

  <h2>Script inventory</h2>
  <p>Every script that can come into the page, with the justification that PCI DSS 6.4.3 asks for. Handslag takes no
  card data; it is in the scope of 6.4.3 and 11.6.1 where the same page does. To check a file against its hash:</p>
  ${toCopy(`curl -s ${facts.publicUrl}/${inventory.pinned} | openssl dgst -sha384 -binary | openssl base64 -A`)}
  ${scriptTable(inventory)}

  <h2>What the scripts do in the page</h2>
  <ul>
    <li>They speak to ${toHtml(facts.publicUrl)} and to no other origin.</li>
    <li>They set no cookie and write nothing into web storage.</li>
    <li>They add no inline script or style, evaluate no text as code, and make HTML only through one Trusted Types
    policy, <code>lit-html</code>.</li>
    <li>What is typed stays inside the element, in no attribute and in no event, and is sent only to this
    service.</li>
    <li>The session token in the page is good for one payment: amount, creditor and text cannot be changed with it.</li>
  </ul>

  <h2>Personal data</h2>
  ${dataTable(facts)}

  <h2>For machines</h2>
  <p><a href="scripts.json">scripts.json</a> (the inventory), <a href="integrity.json">integrity.json</a> (hash and
  size by file), <a href="tag.txt">tag.txt</a>, <a href="csp.txt">csp.txt</a>,
  <a href="pinned-tag.txt">pinned-tag.txt</a>, <a href="pinned-csp.txt">pinned-csp.txt</a>,
  <a href="../openapi.json">openapi.json</a> (the API).</p>
</main>
</body>
</html>
`;

const scriptTable = ({ scripts }: Inventory): string => `<table>
    <tr><th>File</th><th>Size</th><th>Loaded</th><th>Why</th></tr>
${scripts
  .map(
    ({ file, bytes, integrity, loaded, reason }) => `    <tr>
      <td><a href="../${toHtml(file)}">${toHtml(file)}</a><small>${toHtml(integrity)}</small></td>
      <td>${bytes} bytes</td><td>${toHtml(loaded)}</td><td>${toHtml(reason)}</td>
    </tr>`,
  )
  .join('\n')}
  </table>`;

const dataTable = ({ debtorKeptSeconds, logAddresses }: Facts): string => `<table>
    <tr><th>What</th><th>Where it is</th><th>How long</th></tr>
    <tr>
      <td>The number that names the payer: personal number or mobile number</td>
      <td>Encrypted in this service’s store (AES-256-GCM; the key is not in the store); sent to the payment provider,
      and to nobody else. The browser sees it masked.</td>
      <td>Erased ${inWords(debtorKeptSeconds)} after the payment has ended; 24 hours after it was given, where nothing
      was sent.</td>
    </tr>
    <tr>
      <td>Customer number, reference, amount, text, status</td>
      <td>In this service’s store; sent to the provider. Reference, amount and status also go to the shop’s server in
      webhooks.</td>
      <td>Kept: they are the record of the payment. Nothing deletes them by itself.</td>
    </tr>
    <tr>
      <td>Evidence of a mandate: the text that was shown, its hash, version and language, surface and time</td>
      <td>In this service’s store.</td>
      <td>Kept, for as long as the mandate may be disputed. Nothing deletes it by itself.</td>
    </tr>
    <tr>
      <td>Network addresses</td>
      <td>${logAddresses ? 'In the log of this service.' : 'In no log of this service.'}</td>
      <td>${logAddresses ? 'As long as its operator keeps the log.' : 'As long as the connection.'}</td>
    </tr>
  </table>`;

/** "1 hour", "90 seconds", "2 days". */
const inWords = (seconds: number): string => {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const [unit, length] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};
