import type { Fault } from './fault.ts';

const noticedBy = ['trouble/canary'];

/** Each puts a number where it may not be. The canaries are there for this alone. */
export const leaks: readonly Fault[] = [
  {
    why: 'a number that can be right stays in the tab',
    file: 'src/widget/payment/debtor-field.ts',
    find: '        onDebtor({ scheme, value: verdict.value });',
    replace:
      "        sessionStorage.setItem('debtor', verdict.value);\n        onDebtor({ scheme, value: verdict.value });",
    noticedBy,
  },
  {
    why: 'a number that can be right stands in the address',
    file: 'src/widget/payment/debtor-field.ts',
    find: '        onDebtor({ scheme, value: verdict.value });',
    replace:
      "        history.replaceState(null, '', `#${verdict.value}`);\n        onDebtor({ scheme, value: verdict.value });",
    noticedBy,
  },
  {
    why: 'what was typed stands in an attribute',
    file: 'src/widget/payment/debtor-field.ts',
    find: '    this.#typed = target.value;\n',
    replace: '    this.#typed = target.value;\n    target.dataset.typed = target.value;\n',
    noticedBy,
  },
  {
    why: 'a number that is checked is logged',
    file: 'src/backend/debtor-check/routes.ts',
    find: '    return c.json(await check(caller, debtor));',
    replace: "    deps.log.info('checked', { debtor });\n    return c.json(await check(caller, debtor));",
    noticedBy,
  },
  {
    why: 'a number that is checked is kept',
    file: 'src/backend/debtor-check/routes.ts',
    find: '    return c.json(await check(caller, debtor));',
    replace:
      "    await deps.store.commit([{ table: 'checked', id: debtor.value, value: debtor }]);\n    return c.json(await check(caller, debtor));",
    noticedBy,
  },
  {
    why: 'the answer to a check says whom it is about',
    file: 'src/backend/debtor-check/routes.ts',
    find: 'c.json(await check(caller, debtor))',
    replace: 'c.json({ ...(await check(caller, debtor)), debtor })',
    noticedBy,
  },
];
