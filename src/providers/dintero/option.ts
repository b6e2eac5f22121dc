import * as z from 'zod';
import type { OptionId } from '../../protocol/onboarding-words.ts';
import { type MerchantOnboardingProvider, OnboardingRefused } from '../merchant-onboarding.ts';
import type { OptionReading } from '../onboarding-readings.ts';
import { readConnection } from './connections.ts';
import type { Call } from './line.ts';
import { type OptionRow, optionRows } from './options.ts';
import { checked } from './requests.ts';
import { ask, find, type Room } from './room.ts';
import { Connection } from './wire.ts';

/** Payment options, all alike: what differs between them stands in `options.ts`. */
export const createOption = (room: Room): MerchantOnboardingProvider['option'] => {
  const { access, profile } = room;

  const rowOf = (option: OptionId): OptionRow => {
    const row = optionRows.find(({ id }) => id === option);
    if (row?.opensHere !== true) throw new OnboardingRefused('not_allowed', 'option: not to be opened here');
    return row;
  };

  const pathOf = ({ path }: OptionRow, account: string): string =>
    (typeof path === 'string' ? path : path(profile)).replace('{account}', account);

  const send = async (
    account: string,
    row: OptionRow,
    call: Pick<Call, 'method' | 'body'>,
    signal: AbortSignal,
  ): Promise<OptionReading> => {
    const whole: Call = { ...call, name: `${call.method} ${row.id}`, path: pathOf(row, account) };
    const told = await ask(room, access.asMerchant(account), whole, Connection, signal);
    return readConnection(row.id, told);
  };

  return {
    async read(account, option, signal) {
      const row = rowOf(option);
      const call: Call = { name: `GET ${option}`, method: 'GET', path: pathOf(row, account) };
      return readConnection(option, await find(room, access.asMerchant(account), call, Connection, signal));
    },
    async signUp(account, option, order, signal) {
      const row = rowOf(option);
      if (row.signup === null) return send(account, row, { method: 'POST' }, signal);
      const written = { signup: row.signup.write(order, profile) };
      const body = checked(option, z.strictObject({ signup: row.signup.schema }), written);
      return send(account, row, { method: 'POST', body }, signal);
    },
    async renew(account, option, signal) {
      const row = rowOf(option);
      if (row.renews !== true) throw new OnboardingRefused('not_allowed', 'option: its link does not expire');
      return send(account, row, { method: 'PUT' }, signal);
    },
  };
};
