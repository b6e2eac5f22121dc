import type { Fault } from './fault.ts';

const flow = 'src/flow/desk.ts';

export const desk: readonly Fault[] = [
  {
    why: 'a request is sent again before its cancellation is final',
    file: flow,
    find: "if (!isFinal(row.status)) wanted.push({ type: 'cancel', id: `cancel ${request}`, request });\n    else if",
    replace: 'if',
    noticedBy: ['flow/desk'],
  },
  {
    why: 'an approval that won the race is sent again',
    file: flow,
    find: "return row.status === 'approved' || isNotInCall(row);",
    replace: 'return isNotInCall(row);',
    noticedBy: ['flow/desk'],
  },
  {
    why: 'who is in no call is asked again',
    file: flow,
    find: 'if (state.deeds.has(row.id) || isNotInCall(row) || wasReplaced(state, row)) return false;',
    replace: 'if (state.deeds.has(row.id) || wasReplaced(state, row)) return false;',
    noticedBy: ['flow/desk', 'widget/desk.page'],
  },
  {
    why: 'the page is told who the customer is',
    file: 'src/flow/desk-news.ts',
    find: 'const snapshot = withoutCustomer(row);',
    replace: 'const snapshot: CollectionRequest = row;',
    noticedBy: ['flow/desk', 'widget/desk.page'],
  },
  {
    why: 'an amount is guessed',
    file: 'src/widget/desk/amount.ts',
    find: 'more.length > 0 || !isWhole ||',
    replace: 'more.length > 0 ||',
    noticedBy: ['widget/desk-words'],
  },
  {
    why: 'a row with the focus is moved, and loses it',
    file: 'src/widget/desk/rows.ts',
    find: 'wanted.findIndex((one) => one.contains(focus)),',
    replace: 'wanted.findIndex((one) => one === focus),',
    noticedBy: ['widget/desk-keyboard'],
  },
  {
    why: 'Chromium lets one agent’s read wait for another’s',
    file: 'src/widget/call.ts',
    find: "      cache: 'no-store',\n",
    replace: '',
    noticedBy: ['widget/desk.page'],
  },
];
