import { isObject } from '../protocol/reader.ts';
import type { Caller } from './call.ts';

const pointersIn = (body: unknown): string[] => {
  if (!isObject(body) || !Array.isArray(body.errors)) return [];
  return body.errors.flatMap((one) =>
    isObject(one) && typeof one.pointer === 'string' ? [one.pointer] : [],
  );
};

/** A caller that keeps which fields of a body were refused. */
export const keepPointers = (caller: Caller): { caller: Caller; pointers: () => readonly string[] } => {
  let pointers: readonly string[] = [];
  return {
    pointers: () => pointers,
    caller: {
      ...caller,
      async fetch(request) {
        const answer = await caller.fetch(request);
        pointers =
          answer.status === 400
            ? pointersIn(
                await answer
                  .clone()
                  .json()
                  .catch(() => null),
              )
            : [];
        return answer;
      },
    },
  };
};
