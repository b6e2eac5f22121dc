import { byId, h } from '../page/dom.ts';

/** The gym's members, by their numbers. */
const members = [
  ['17', 'Astrid Lind'],
  ['18', 'Nils Berg'],
  ['19', 'Ebba Holm'],
] as const;

const select = byId('member', HTMLSelectElement);
select.append(...members.map(([id, name]) => h('option', { value: id }, name)));

/** Who this browser is to the gym. In life there is a login, and the server knows. */
const kept = localStorage.getItem('jarnet-member');
if (members.some(([id]) => id === kept)) select.value = kept ?? '';

export const member = (): string => select.value;

/** Called whenever it is somebody else. */
export const onMember = (changed: () => void): void =>
  select.addEventListener('change', () => {
    localStorage.setItem('jarnet-member', select.value);
    changed();
  });

/** A token for that member's consents, from our own server. */
export const fetchToken = async (surface: 'web' | 'pos'): Promise<string> => {
  const answer = await fetch('api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ member: member(), surface }),
  });
  if (!answer.ok) throw new Error(`the gym answered ${answer.status}`);
  const { token } = await answer.json();
  return String(token);
};
