import { type Context, Hono } from 'hono';
import type * as z from 'zod';
import { featureIds, uploadKinds } from '../../protocol/onboarding-words.ts';
import {
  AcceptDocuments,
  Apply,
  EnterCode,
  ExitOnboarding,
  Nothing,
  ResendCode,
  ResumeOnboarding,
  SetFeature,
  SignUpForOption,
  Withdraw,
  WriteFacts,
} from '../../protocol/onboarding-writes.ts';
import type { Route } from '../../protocol/routes.ts';
import type { Caller } from '../caller.ts';
import { readBody } from '../collection/body.ts';
import { createOnce, type FirstAnswer } from '../collection/idempotency.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../edge/env.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath, table } from '../edge/table.ts';
import { createAsked, createCodeEntry } from './code-entry.ts';
import type { Opened } from './open.ts';
import type { OnboardingRow } from './record.ts';
import { createResume } from './resume.ts';
import type { Room } from './room.ts';
import { createUpload } from './upload.ts';
import { createWriteFacts } from './write-facts.ts';
import * as writes from './writes.ts';

const partOf = <const W extends string>(words: readonly W[], given: string | undefined): W => {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new Refusal('not_found');
  return found;
};

/** What one merchant's browser, or an agent's, may write. Each answer is the onboarding as it then stands. */
export const createWrites = (deps: Deps, { provider, open, change, show }: Room): Hono<Env> => {
  const { store, clock } = deps;
  const once = createOnce<{ readonly id: string }>(deps);
  const codes = createCodeEntry(deps, provider, change);
  const resume = createResume(deps, provider);
  const upload = createUpload(provider);
  const writeFacts = createWriteFacts(deps, change);
  const routes = new Hono<Env>();

  /** A write of which a body is read, and after which the onboarding is shown. */
  const on = <S extends z.ZodType>(
    route: Route,
    schema: S,
    act: (opened: Opened, body: z.output<S>, c: Context<Env>, caller: Caller) => Promise<unknown>,
  ): void => {
    routes.on(route.method, honoPath(route), async (c) => {
      const caller = c.get('caller');
      const opened = await open(caller);
      await act(opened, await readBody(c.req.raw, schema), c, caller);
      return show(await open(caller));
    });
  };

  /** One with an effect at the provider: done once per key, stored before it is sent. */
  const onceOn = <S extends z.ZodType>(
    route: Route,
    schema: S,
    step: (row: OnboardingRow, body: z.output<S>, c: Context<Env>, opened: Opened) => OnboardingRow,
  ): void =>
    on(route, schema, async (opened, body, c) => {
      const { id, session } = opened;
      const posted = {
        scope: `session ${session} ${c.req.path}`,
        key: c.req.header('idempotency-key'),
        body,
      };
      await once(posted, async (remember) => {
        const answer: FirstAnswer<{ readonly id: string }> = { status: 200, body: { id } };
        await change(id, (row) => step(row, body, c, opened), { remember: remember(answer) });
        return answer;
      });
    });

  /** The merchant agrees, signs up, types codes in and asks for things: never the agent. */
  const onlyMerchant = ({ role }: Opened): void => {
    if (role !== 'merchant') throw new Refusal('token_insufficient');
  };

  /** A code of the onboarding that this session is about to go on with, rather than of its own. */
  const isToResume = ({ resumed }: Opened, { purpose }: EnterCode | ResendCode): boolean =>
    purpose === 'resume' || (purpose === 'second_factor' && (resumed?.asked?.secondFactor ?? null) !== null);

  on(table.writeFacts, WriteFacts, writeFacts);

  on(table.acceptDocuments, AcceptDocuments, async (opened, body) => {
    onlyMerchant(opened);
    const at = new Date(clock.now()).toISOString();
    await change(opened.id, (row) => writes.accept(row, body, opened.session, at));
  });

  onceOn(table.signUp, Nothing, (row, _, __, opened) => {
    onlyMerchant(opened);
    return writes.signUp(row, clock.now());
  });
  onceOn(table.prefillSignUp, Nothing, (row, _, c, opened) => {
    if (opened.role !== 'agent') throw new Refusal('token_insufficient');
    return writes.prefill(row, c.get('caller').actor);
  });

  on(table.enterCode, EnterCode, (opened, body) => {
    onlyMerchant(opened);
    return isToResume(opened, body) ? resume.enter(opened, body) : codes.enter(opened, body);
  });
  on(table.resendCode, ResendCode, (opened, body, _, caller) => {
    onlyMerchant(opened);
    if (!isToResume(opened, body)) return codes.resend(opened, body);
    if (body.purpose === 'second_factor') return resume.resend(opened, body);
    const asked = opened.resumed?.asked ?? null;
    if (asked === null) throw new Refusal('not_possible_now');
    return resume.ask(caller, opened, asked.email);
  });
  on(table.resumeOnboarding, ResumeOnboarding, (opened, { email }, _, caller) => {
    onlyMerchant(opened);
    return resume.ask(caller, opened, email);
  });

  onceOn(table.apply, Apply, (row, body, _, opened) => {
    onlyMerchant(opened);
    return writes.applyFor(row, body, clock.now());
  });
  onceOn(table.withdrawApplication, Withdraw, (row, { active }, c, opened) => {
    onlyMerchant(opened);
    return writes.withdraw(row, c.req.param('id') ?? '', active);
  });
  const optionNamed = (c: Context<Env>) => {
    const kind = provider.options.find(({ id }) => id === c.req.param('option'));
    if (kind === undefined) throw new Refusal('not_found');
    return kind;
  };
  onceOn(table.signUpForOption, SignUpForOption, (row, { values }, c, opened) => {
    onlyMerchant(opened);
    return writes.signUpForOption(row, optionNamed(c), values);
  });
  onceOn(table.renewOptionLink, Nothing, (row, _, c, opened) => {
    onlyMerchant(opened);
    return writes.renewLink(row, optionNamed(c).id);
  });
  on(table.setFeature, SetFeature, (opened, { wanted }, c) => {
    onlyMerchant(opened);
    const feature = partOf(featureIds, c.req.param('feature'));
    return change(opened.id, (row) => writes.setFeature(row, feature, wanted));
  });

  routes.post(honoPath(table.uploadDocument), async (c) => {
    const caller = c.get('caller');
    const opened = await open(caller);
    onlyMerchant(opened);
    const kind = partOf(uploadKinds, c.req.param('kind'));
    const row = await store.get<OnboardingRow>('onboardings', opened.id);
    if (row === undefined || row.value.account === null) throw new Refusal('not_possible_now');
    const url = await upload(createAsked(deps, opened.id), row.value.account, kind, c.req.raw);
    await change(opened.id, (now) => {
      const after = { ...now, uploads: { ...now.uploads, [kind]: url } };
      return kind === 'logo' ? writes.pushFacts(after) : after;
    });
    return show(opened);
  });

  on(table.exitOnboarding, ExitOnboarding, ({ id }, { step }) =>
    change(id, (row) => ({ ...row, leftAt: step })),
  );
  return routes;
};
