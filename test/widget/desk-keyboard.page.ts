import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { backendUrl, openDesk, phone } from '../support/world.ts';
import { cpr, type DeskPage, onPhone, sit } from './desk-harness.ts';

/** What has the focus, in words. */
const focused = ({ root }: DeskPage): string => {
  const { activeElement: one } = root;
  if (one === null) return 'nothing';
  return one.matches('.item')
    ? `row ${one.querySelector('[part=stage]')?.textContent}`
    : ((one.id || one.textContent?.trim()) ?? '');
};

const press = (key: string) => sendKeys({ press: key });
const type = (typed: string) => sendKeys({ type: typed });

/** What a screen reader is told without being asked, line by line. */
const listen = ({ root }: DeskPage): readonly string[] => {
  const lines: string[] = [];
  const said = new Map<Element, string>();
  const hear = () => {
    for (const region of root.querySelectorAll('[role=status], [role=alert]')) {
      const line = region.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      if (line !== '' && line !== said.get(region)) {
        lines.push(`${region.getAttribute('role')}: ${line.replace(/\d{6}-[A-Z0-9]{6}/g, 'REF')}`);
      }
      said.set(region, line);
    }
  };
  new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true });
  return lines;
};

describe('<handslag-desk> is worked by keyboard alone', () => {
  it('from the caller’s number to the end, and every change is told', async () => {
    const desk = await sit();
    const heard = listen(desk);
    desk.get('#debtor').focus();
    await type(cpr);
    await press('Enter');
    await desk.shows(() => desk.text.includes('Can approve'));
    expect(focused(desk)).to.equal('amount');
    await type('250');
    await press('Tab');
    await type('By keys');
    await press('Enter');
    // The new row has the focus, and its code is there to be read.
    await desk.shows(() => desk.root.activeElement?.matches('.item'));
    await desk.showsStage('By keys', 'In the app');
    expect(focused(desk)).to.equal('row In the app');

    await press('n');
    expect(focused(desk)).to.equal('debtor');
    await press('Escape');
    await press('/');
    expect(focused(desk)).to.equal('search');
    await type('n?');
    expect([focused(desk), desk.find('dialog[open]')]).to.deep.equal(['search', null]);
    for (const _ of 'n?') await press('Backspace');
    await press('Escape');
    expect(focused(desk)).to.equal('row In the app');

    await press('?');
    await desk.shows(() => desk.find('dialog[open]'));
    await press('Escape');
    await desk.shows(() => desk.find('dialog[open]') === null);

    await phone.act(await onPhone('By keys'), 'open');
    await desk.showsStage('By keys', 'Opened');
    desk.row('By keys').focus();
    await press('a');
    await desk.shows(() => desk.stage('By keys') === 'In the app');
    expect(desk.root.activeElement).not.to.equal(null);
    await press('x');
    await desk.showsStage('By keys', 'Cancelled');
    expect(focused(desk)).to.equal('row Cancelled');
    expect(heard.filter((line) => line.startsWith('alert'))).to.deep.equal([]);
    await desk.shows(() => heard.some((line) => line.endsWith('REF: Cancelled')));
    expect(heard.join('\n')).to.match(/^status: Checking the app …\nstatus: Can approve in the app\./);
    expect(heard.join('\n')).to.contain('status: REF: ');
  });

  it('with single keys switched off, and arrows still there', async () => {
    const desk = await sit();
    await desk.make('For arrows');
    desk.row('For arrows').focus();
    await press('?');
    await desk.shows(() => desk.find('dialog[open]'));
    await press('Space');
    await press('Escape');
    await desk.shows(() => desk.find('dialog[open]') === null);
    desk.row('For arrows').focus();
    try {
      await press('n');
      expect(focused(desk)).to.match(/^row/);
      await press('ArrowDown');
      expect(focused(desk)).to.match(/^row/);
    } finally {
      localStorage.clear();
    }
  });

  it('Tab leads into one row only, and its buttons', async () => {
    const desk = await sit();
    await desk.make('For Tab');
    desk.row('For Tab').focus();
    const stops = [...desk.root.querySelectorAll<HTMLElement>('.item, .item button')].filter(
      ({ tabIndex }) => tabIndex === 0,
    );
    expect(new Set(stops.map((one) => one.closest('.item')))).to.have.length(1);
    expect(stops.map((one) => one.getAttribute('part') ?? 'row')).to.deep.equal([
      'row',
      'copy',
      'send-again',
      'cancel',
    ]);
  });
});

describe('<handslag-desk> with 200 live rows', () => {
  it('has one connection that waits, draws only what changed, and keeps the focus where it is', async function () {
    this.timeout(60_000);
    const desk = await sit('bo');
    const token = await openDesk('anna');
    const create = async (at: number) => {
      const answer = await fetch(`${backendUrl}/v1/collection-requests`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({
          amount: { value: 19_900, currency: 'DKK' },
          text: `Crowd ${at}`,
          reference: `crowd-${at}`,
          debtor: { scheme: 'cpr', value: cpr },
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    };
    for (let at = 0; at < 200; at += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, by) => create(at + by)));
    }
    const crowd = () => desk.rows.filter(({ textContent }) => textContent?.includes('Crowd'));
    await desk.shows(
      () =>
        crowd().length === 200 &&
        crowd().every((row) => row.querySelector('[part=stage]')?.textContent === 'In the app'),
    );
    expect(desk.mostHeld).to.equal(1);
    expect(desk.calls.filter((call) => /collection-requests\/cr_/.test(call))).to.deep.equal([]);

    const row = desk.row('Crowd 197');
    row.focus();
    const button = row.querySelector('button');
    button?.focus();
    const other = desk.row('Crowd 142');
    const before = other.innerHTML.replace(/\d+:\d\d/, '');
    await phone.act(await onPhone('Crowd 197'), 'open');
    await desk.showsStage('Crowd 197', 'Opened');
    expect(desk.row('Crowd 197') === row).to.equal(true);
    expect(desk.root.activeElement === button).to.equal(true);
    const sort = desk.root.querySelectorAll('select')[1];
    if (sort !== undefined) {
      sort.value = 'oldest';
      sort.dispatchEvent(new Event('change'));
    }
    await desk.shows(() => desk.rows.at(-1)?.textContent?.includes('Crowd'));
    expect(desk.root.activeElement === button).to.equal(true);
    expect(other.innerHTML.replace(/\d+:\d\d/, '')).to.equal(before);
  });
});
