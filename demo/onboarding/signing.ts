import { byId, h } from '../page/dom.ts';
import { createDrawing } from '../page/redraw.ts';
import { type Case, type CaseAction, type CaseStatus, keepLooking, sandbox } from './behind.ts';
import { drawPage, text } from './pretend-texts.ts';

const problem = byId('problem', HTMLElement);
const spoken = byId('spoken', HTMLElement);
const draw = createDrawing(byId('screen', HTMLElement));

/** Whose link was followed; null: everybody's, as Dintero's own people see them. */
const wanted = new URLSearchParams(location.search).get('case');

/** What whoever signs for the company does; all else is done by Dintero's people. */
const own: readonly CaseAction[] = ['declare', 'sign', 'give_details'];

const stages = ['declaration', 'signature', 'review', 'over'] as const;
const stageOf: Readonly<Record<CaseStatus, (typeof stages)[number]>> = {
  WAITING_FOR_DECLARATION: 'declaration',
  WAITING_FOR_SIGNATURE: 'signature',
  WAITING_FOR_DETAILS: 'review',
  AUTOMATIC_REVIEW: 'review',
  UNDER_MANUAL_REVIEW: 'review',
  ERROR: 'review',
  ACTIVE: 'over',
  DECLINED: 'over',
  ARCHIVED: 'over',
  TERMINATED: 'over',
};
const bad: readonly CaseStatus[] = ['DECLINED', 'ERROR', 'ARCHIVED', 'TERMINATED'];

let cases: readonly Case[] = [];

const act = async (one: Case, action: CaseAction): Promise<void> => {
  problem.textContent = '';
  try {
    const { status } = await sandbox.move(one.id, action);
    spoken.textContent = text(`case_${status}`);
  } catch {
    problem.textContent = text('notTaken');
  }
  await look();
};

const button = (one: Case, action: CaseAction, look: string): HTMLElement => {
  const made = h('button', { type: 'button', class: look, id: `do-${action}` }, text(`do_${action}`));
  made.addEventListener('click', () => void act(one, action));
  return made;
};

const badge = (status: CaseStatus): HTMLElement => {
  const mood = status === 'ACTIVE' ? 'good' : bad.includes(status) ? 'bad' : '';
  return h('span', { class: `badge ${mood}` }, text(`case_${status}`));
};

const stageList = (status: CaseStatus): HTMLElement => {
  const at = stages.indexOf(stageOf[status]);
  return h(
    'ol',
    { class: 'stages' },
    ...stages.map((stage, index) =>
      h(
        'li',
        { class: index < at || status === 'ACTIVE' ? 'over' : '', 'aria-current': index === at && 'step' },
        text(`stage_${stage}`),
      ),
    ),
  );
};

const nameOf = ({ company }: Case): string => company ?? text('nameless');

const caseScreen = (one: Case): readonly HTMLElement[] => {
  const { status, kind, organizationNumber, actions } = one;
  const [next] = own.filter((action) => actions.includes(action));
  const staff = actions.filter((action) => !own.includes(action));
  return [
    h('h1', { tabindex: '-1' }, text('contractFor', { company: nameOf(one) })),
    h('p', { class: 'quiet' }, `${text(`kind_${kind}`)} · ${text('number')} ${organizationNumber}`),
    stageList(status),
    h(
      'section',
      { class: 'card' },
      h('p', {}, badge(status)),
      h('p', {}, text(`now_${status}`)),
      ...(next === 'sign' || status === 'ACTIVE'
        ? [h('p', { class: 'paper' }, text('paper', { company: nameOf(one) }))]
        : []),
      ...(next === undefined ? [] : [button(one, next, 'button primary sign')]),
    ),
    ...(staff.length === 0 ? [] : [staffPart(one, staff)]),
  ];
};

const staffPart = (one: Case, actions: readonly CaseAction[]): HTMLElement =>
  h(
    'section',
    { class: 'behind' },
    h('h2', {}, text('staff')),
    h('p', { class: 'quiet small' }, text('staffLead')),
    h('div', { class: 'row' }, ...actions.map((action) => button(one, action, 'button small-button'))),
  );

const listScreen = (): readonly HTMLElement[] => [
  h('h1', { tabindex: '-1' }, text('cases')),
  cases.length === 0
    ? h('p', { class: 'quiet' }, text('noCases'))
    : h('ul', { class: 'list' }, ...[...cases].reverse().map(row)),
];

const row = (one: Case): HTMLElement =>
  h(
    'li',
    { class: 'card' },
    h(
      'div',
      {},
      h('h2', {}, h('a', { href: `?case=${encodeURIComponent(one.id)}` }, nameOf(one))),
      h('p', { class: 'quiet small' }, `${text(`kind_${one.kind}`)} · ${one.organizationNumber}`),
    ),
    badge(one.status),
  );

const show = (): void => {
  const one = cases.find(({ id }) => id === wanted);
  if (wanted === null) draw(cases, listScreen);
  else draw(one ?? wanted, () => (one === undefined ? [h('p', {}, text('noCase'))] : caseScreen(one)));
};

const look = async (): Promise<void> => {
  try {
    cases = await sandbox.cases();
    if (problem.textContent === text('offline')) problem.textContent = '';
    show();
  } catch {
    problem.textContent = text('offline');
  }
};

drawPage(() => undefined);
document.addEventListener('preferences-change', show);
await keepLooking(look);
