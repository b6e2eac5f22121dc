import { h } from '../page/dom.ts';
import { language } from '../preferences/preferences.ts';
import { text } from './texts.ts';

interface Note {
  readonly at: string;
  readonly by: string | null;
  readonly text: string | null;
}

const urlOf = (id: string): string => `api/staff/sellers/${encodeURIComponent(id)}/notes`;

const line = ({ at, text: words }: Note): HTMLElement =>
  h(
    'li',
    {},
    h('p', {}, words ?? text('noteElsewhere')),
    h(
      'p',
      { class: 'quiet small' },
      new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)),
    ),
  );

/** What was noted of a seller, and a place to note more; read when it is opened. */
const notesPart = (id: string): HTMLElement => {
  const list = h('ul', { class: 'notes' });
  const field = h('textarea', { id: `note-${id}`, rows: '2', maxlength: '1000', required: true });
  const failed = h('p', { class: 'wrong', role: 'alert' });
  const form = h(
    'form',
    {},
    h('label', { for: field.id }, text('newNote')),
    field,
    failed,
    h('button', { class: 'button small-button' }, text('saveNote')),
  );
  const part = h('details', {}, h('summary', {}, text('notes')), list, form);

  const read = async (): Promise<void> => {
    const answer = await fetch(urlOf(id));
    if (!answer.ok) throw new Error(`the market answered ${answer.status}`);
    const { items } = (await answer.json()) as { readonly items: readonly Note[] };
    list.replaceChildren(
      ...(items.length === 0 ? [h('li', { class: 'quiet' }, text('noNotes'))] : items.map(line)),
    );
  };
  const write = async (): Promise<void> => {
    const answer = await fetch(urlOf(id), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: field.value }),
    });
    if (!answer.ok) throw new Error(`the market answered ${answer.status}`);
    field.value = '';
    await read();
  };
  const say = (key: 'notSaved' | 'offline') => () => {
    failed.textContent = text(key);
  };

  part.addEventListener('toggle', () => {
    if (part.open) read().catch(say('offline'));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    failed.textContent = '';
    write().catch(say('notSaved'));
  });
  return part;
};

/** Each seller's notes are made once in each language: what is being written is not lost when the list is drawn again. */
export const createNotes = () => {
  const parts = new Map<string, HTMLElement>();
  return (id: string, hasAccount: boolean): HTMLElement => {
    if (!hasAccount) return h('p', { class: 'quiet small' }, text('notesLater'));
    const key = `${id} ${language()}`;
    const part = parts.get(key) ?? notesPart(id);
    parts.set(key, part);
    return part;
  };
};
