import { expect } from '@open-wc/testing';
import { phone } from '../support/world.ts';
import { expectNothingFound, findings } from './axe.ts';
import { cpr, type DeskPage, newDesk, onPhone, sit } from './desk-harness.ts';

const speak = async (desk: DeskPage, language: string): Promise<void> => {
  desk.element.lang = language;
  await desk.shows(() => desk.find('[lang]')?.getAttribute('lang') === language);
  await desk.element.updateComplete;
};

/** Each brings a desk into that state. */
const states: Readonly<Record<string, () => Promise<DeskPage>>> = {
  'an empty board': () => sit(),
  'a form with everything wrong': async () => {
    const desk = await sit();
    await desk.type('#debtor', '3201901234');
    await desk.press('[part~=submit]');
    await desk.shows(() => desk.get('#debtor-error').textContent);
    return desk;
  },
  'an agreement to be read, and a payer who cannot answer': async () => {
    const desk = await sit();
    desk.between(async (request, onward) =>
      request.url.endsWith('/v1/debtor-checks') ? Response.json({ outcome: 'unreachable' }) : onward(request),
    );
    desk.root.querySelectorAll<HTMLInputElement>('[name=kind]')[1]?.click();
    await desk.type('#debtor', cpr);
    desk.get('#amount').focus();
    await desk.shows(() => desk.find('#check-again'));
    return desk;
  },
  'rows in every stage, and one that stops': async () => {
    const desk = await sit();
    await desk.make('Waits');
    await desk.make('Opened');
    await phone.act(await onPhone('Opened'), 'open');
    await desk.make('Approved');
    await phone.act(await onPhone('Approved'), 'approve');
    await desk.make('Stops');
    await phone.act(await onPhone('Stops'), 'not_in_call');
    await desk.shows(
      () =>
        desk.find('[part=stop]') && desk.stage('Approved') === 'Paid' && desk.stage('Opened') === 'Opened',
    );
    return desk;
  },
  'finished rows unfolded': async () => {
    const desk = await sit();
    await desk.shows(() => desk.find('[part=finished]'));
    await desk.press('[part=finished]');
    return desk;
  },
  'the list of keys': async () => {
    const desk = await sit();
    await desk.press('[part=help]');
    return desk;
  },
  'no network': async () => {
    const desk = await sit();
    desk.between(async () => {
      throw new TypeError('no network');
    });
    dispatchEvent(new Event('online'));
    await desk.shows(() => desk.get('[part=notice]').textContent);
    return desk;
  },
};

describe('axe finds nothing on the board, in any language or colour scheme', function () {
  this.timeout(60_000);

  for (const [state, bring] of Object.entries(states)) {
    it(state, async () => {
      const desk = await bring();
      await expectNothingFound(desk.element, (language) => speak(desk, language));
    });
  }

  it('a board that cannot be shown', async () => {
    const desk = await newDesk();
    desk.element.token = 'forged';
    await desk.shows(() => desk.find('[part=heading]'));
    expect(await findings(desk.element)).to.deep.equal([]);
  });
});
