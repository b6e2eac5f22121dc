import { byId, h } from '../page/dom.ts';
import { createDrawing } from '../page/redraw.ts';
import { language } from '../preferences/preferences.ts';
import { keepLooking, type Mail, sandbox } from './behind.ts';
import { text } from './texts.ts';

/** What the sandbox writes about, as its people would read it. */
const subjects = {
  'Verify your e-mail address': 'mail_verify',
  'Your code to log on': 'mail_log_on',
  'Your second code': 'mail_second',
  'Accept the terms and open your account': 'mail_prefilled',
  'A form to fill in and sign': 'mail_form',
  'You are invited to your account': 'mail_invited',
} as const;
const isKnown = (subject: string): subject is keyof typeof subjects => Object.hasOwn(subjects, subject);

export const subjectOf = ({ subject }: Mail): string =>
  isKnown(subject) ? text(subjects[subject]) : subject;

const copy = (code: string): HTMLElement => {
  const button = h('button', { type: 'button', class: 'button small-button' }, text('copy'));
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code).catch(() => undefined);
    button.textContent = text('copied');
  });
  return button;
};

const item = (mail: Mail): HTMLElement => {
  const { at, to, channel, code, link } = mail;
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(new Date(at));
  return h(
    'li',
    { class: 'mail' },
    h('p', { class: 'subject' }, subjectOf(mail)),
    h('p', { class: 'quiet small' }, `${channel === 'sms' ? text('sms') : to} · ${time}`),
    ...(code === null ? [] : [h('p', { class: 'row' }, h('code', {}, code), copy(code))]),
    ...(link === null
      ? []
      : [
          h(
            'p',
            {},
            h(
              'a',
              { class: 'button small-button', href: link, target: '_blank', rel: 'noopener' },
              text('openLink'),
            ),
          ),
        ]),
  );
};

export interface InboxOptions {
  /** Which of them to show. */
  readonly isShown?: (mail: Mail) => boolean;
  /** Told of all mails, newest first, whenever they have been read. */
  readonly onRead?: (mails: readonly Mail[]) => void;
}

/** The pretend inbox, in the place that mail.html makes. Announces what comes while it is open. */
export const openInbox = ({ isShown = () => true, onRead }: InboxOptions) => {
  const problem = byId('mail-problem', HTMLElement);
  const spoken = byId('mail-spoken', HTMLElement);
  const draw = createDrawing(byId('mails', HTMLElement));
  let mails: readonly Mail[] | null = null;

  const show = (): void => {
    const shown = (mails ?? []).filter(isShown);
    onRead?.(mails ?? []);
    draw(shown, () =>
      shown.length === 0
        ? [h('p', { class: 'quiet' }, text('noMail'))]
        : [h('ul', { class: 'mail-list' }, ...shown.map(item))],
    );
  };

  const look = async (): Promise<void> => {
    try {
      const now = await sandbox.mails();
      const [newest] = now;
      const isNew = mails !== null && newest !== undefined && newest.id !== mails[0]?.id;
      if (isNew) spoken.textContent = text('mailCame', { subject: subjectOf(newest) });
      mails = now;
      problem.textContent = '';
      show();
    } catch {
      problem.textContent = text('offline');
    }
  };

  document.addEventListener('preferences-change', show);
  void keepLooking(look, 1000);
  return { show };
};
