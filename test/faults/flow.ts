import type { Fault } from './fault.ts';

const file = 'src/flow/payment.ts';
const noticedBy = ['flow/payment'];

export const flow: readonly Fault[] = [
  {
    why: 'a final status is overwritten by a later snapshot',
    file,
    find: 'return snapshot.status === state.snapshot.status ? { ...state, snapshot } : state;',
    replace: 'return { ...state, snapshot };',
    noticedBy,
  },
  {
    why: 'an older revision takes the screen back',
    file,
    find: ' || snapshot.revision <= state.snapshot.revision',
    replace: '',
    noticedBy,
  },
  {
    why: 'a snapshot of another request is taken for ours',
    file,
    find: 'snapshot.id !== state.snapshot.id || ',
    replace: '',
    noticedBy,
  },
  {
    why: 'a second send starts a second request',
    file,
    find: "return state.at === 'review' ? sending(state, event) : state;",
    replace: "return 'debtor' in state ? sending({ ...state, at: 'review' }, event) : state;",
    noticedBy,
  },
  {
    why: 'trying again loses the number that was typed',
    file,
    find: 'return canAskAgain(state) ? form(state.asked, state.debtor) : state;',
    replace: 'return canAskAgain(state) ? form(state.asked, null) : state;',
    noticedBy,
  },
  {
    why: 'who was not in the call is asked again',
    file,
    find: " && reason.code !== 'payer_not_in_call'",
    replace: '',
    noticedBy,
  },
  {
    why: 'unknown counts as final, and reading stops',
    file: 'src/protocol/order.ts',
    find: "const open: readonly Status[] = ['pending', 'unknown'];",
    replace: "const open: readonly Status[] = ['pending'];",
    noticedBy,
  },
  {
    why: 'following goes on when nothing more can come',
    file,
    find: 'return isSettled(state.snapshot) ? [] : [follow(state)];',
    replace: 'return [follow(state)];',
    noticedBy,
  },
];
