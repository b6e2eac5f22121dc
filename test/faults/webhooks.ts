import type { Fault } from './fault.ts';

export const webhooks: readonly Fault[] = [
  {
    why: 'a webhook is signed without its time, so that it can be sent again by anybody',
    file: 'src/backend/webhooks/sign.ts',
    find: 'const text = `${id}.${timestamp}.${body}`;',
    replace: 'const text = `${id}.${body}`;',
    noticedBy: ['webhooks/sign'],
  },
  {
    why: 'while a secret is being changed only the first signs',
    file: 'src/backend/webhooks/sign.ts',
    find: 'secrets.map((secret) => sign(secret, text))',
    replace: 'secrets.slice(0, 1).map((secret) => sign(secret, text))',
    noticedBy: ['webhooks'],
  },
  {
    why: 'a refused webhook counts as delivered',
    file: 'src/backend/webhooks/attempt.ts',
    find: 'if (status >= 200 && status <= 299) return { failure: null, status };',
    replace: 'if (status >= 200 && status <= 599) return { failure: null, status };',
    noticedBy: ['webhooks/delivery'],
  },
  {
    why: 'the shop is not told in the commit that changes',
    file: 'src/backend/collection/change.ts',
    find: '          ...tell(id, after),\n',
    replace: '',
    noticedBy: ['backend/collection', 'backend/webhooks'],
  },
];
