import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { KeptLog } from '../support/log.ts';
import { formsOf } from './sightings.ts';

/** What the document, its shadow trees and everything that a browser remembers hold just now. */
const readPage = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const markup = (root: Document | ShadowRoot): string => {
      const own = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML;
      const inner = [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot && markup(shadowRoot));
      return [own, ...inner].join('\n');
    };
    return {
      dom: markup(document),
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      cookies: document.cookie,
      history: JSON.stringify([history.state, location.href, document.title, window.name]),
    };
  });

/** A number that stands nowhere else, and every place in which it is looked for afterwards. */
export class Canary {
  /** The number, and what was typed of it before the last digit, in each form in which they may be written down. */
  readonly forms: readonly string[];
  readonly #seen = new Map<string, string[]>();

  constructor(number: string) {
    this.forms = [...formsOf(number), ...formsOf(number.slice(0, -1))];
  }

  note(place: string, text: string): void {
    this.#seen.set(place, [...(this.#seen.get(place) ?? []), text]);
  }

  /** All that a place has held. */
  textOf(place: string): string {
    return this.#seen.get(place)?.join() ?? '';
  }

  async notePage(page: Page): Promise<void> {
    for (const [place, text] of Object.entries(await readPage(page))) this.note(place, text);
  }

  /** Listens to all that an element says to the page, and all that the browser asks for and is answered. */
  async listen(page: Page): Promise<void> {
    await page.exposeFunction('noteEvent', (text: string) => this.note('events', text));
    await page.evaluateOnNewDocument(() => {
      localStorage.setItem('demo-language', 'en');
      for (const type of ['ready', 'change', 'done', 'error']) {
        addEventListener(`handslag-${type}`, (event) => {
          const own = Object.getOwnPropertyNames(event).filter((key) => key !== 'isTrusted');
          const told = own.map((key) => Reflect.get(event, key));
          Reflect.get(globalThis, 'noteEvent')(JSON.stringify([type, ...told]));
        });
      }
    });
    page.on('console', (line) => this.note('console', line.text()));
    page.on('pageerror', (error) => this.note('console', String(error)));
    page.on('request', (request) =>
      this.note('urls', `${request.url()} ${JSON.stringify(request.headers())}`),
    );
    page.on('response', async (response) => {
      const body = response.request().method() === 'OPTIONS' ? '' : await response.text().catch(() => '');
      this.note('answers', `${JSON.stringify(response.headers())} ${body}`);
    });
  }

  noteLog({ lines }: KeptLog): void {
    for (const line of lines) this.note('log', JSON.stringify(line));
  }

  /** Every file of a data folder, as it stands on the disk; but for those of the pretend banks, who may know it. */
  async noteFiles(folder: string, others: readonly string[] = []): Promise<void> {
    for (const name of await readdir(folder, { recursive: true })) {
      if (others.includes(name)) continue;
      const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
      this.note('files', `${name} ${bytes.toString('latin1')}`);
    }
    assert.match(this.textOf('files'), /store\.sqlite-wal/, 'the write-ahead log is among the files');
  }

  sightings(text: string): readonly string[] {
    return this.forms.filter((form) => text.includes(form));
  }

  /** Fails where the number was seen, and where one of these places was not looked at. */
  assertUnseen(places: readonly string[]): void {
    for (const place of places) {
      assert.ok(
        this.#seen.get(place)?.some((text) => text.length > 10),
        `${place} was read`,
      );
    }
    for (const [place, texts] of this.#seen) {
      assert.deepEqual(
        texts.flatMap((text) => this.sightings(text)),
        [],
        place,
      );
    }
  }
}
