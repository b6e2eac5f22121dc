/** A consent as the sandbox tells the internet bank. */
export interface Item {
  readonly id: string;
  readonly company: string;
  /** `yyyy-MM-dd`. */
  readonly created: string;
  readonly status: 'waiting' | 'put_off' | 'given' | 'active' | 'ended';
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Day {
  readonly bankDay: number;
  /** How many consents the bank has yet to answer for. */
  readonly underWay: number;
}

export interface Account {
  readonly clearingnumber: string;
  readonly accountnumber: string;
}

export type Decision = ({ readonly action: 'give' } & Account) | { readonly action: 'not_now' };

const url = '/sandbox/internet-bank';

const ask = async <T>(path: string, body?: object): Promise<T> => {
  const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(url + path, how);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}`);
  return answer.json();
};

/** Everything is asked of the sandbox: this page keeps nothing but who is logged on. */
export const bank = {
  people: () => ask<readonly Person[]>('/people'),
  consents: (person: string) => ask<readonly Item[]>(`/consents?person=${encodeURIComponent(person)}`),
  decide: (id: string, decision: Decision) => ask<Item>(`/consents/${encodeURIComponent(id)}`, decision),
  day: () => ask<Day>('/clock'),
  pass: (bankDays: number) => ask<Day>('/clock', { bankDays }),
};
