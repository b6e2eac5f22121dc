import { Resolver } from 'node:dns/promises';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a host name; rejects where there is none. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

/** RFC 6761 §6.3: these are this machine, whatever a name server says. */
const isThisMachine = (host: string): boolean => /(^|\.)localhost\.?$/i.test(host);

/**
 * Asks the name servers themselves, not the system: the system's look-up holds one of few threads for as long as it
 * takes, and a handful of names whose servers are dead would hold up all that is signed and encrypted here.
 */
export const createResolve =
  (resolver: Pick<Resolver, 'resolve4' | 'resolve6'> = new Resolver({ timeout: 3000, tries: 2 })): Resolve =>
  async (host) => {
    if (isThisMachine(host)) return [{ address: '127.0.0.1', family: 4 }];
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    return [...found(four, 4), ...found(six, 6)];
  };

const found = (answer: PromiseSettledResult<readonly string[]>, family: 4 | 6): readonly Address[] =>
  answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
