import * as z from 'zod';
import { read, refuse } from '../plain.ts';
import type { Book } from './book.ts';
import { passDay } from './register.ts';

const Passing = z.strictObject({ bankDays: z.int().min(1).max(30) });

/** The bank's days. They go by only when somebody says so. */
export interface Calendar {
  /** `GET`: `{"bankDay":0,"underWay":1}`; `POST` with `{"bankDays":1}`: so many go by, and the bank answers what is due. */
  answer(request: Request): Promise<Response>;
}

export const createCalendar = (book: Book): Calendar => {
  const bankDay = (): number => book.get('calendar', 'bank')?.bankDay ?? 0;

  const pass = (): void => {
    for (const consent of book.all('consent')) {
      const after = passDay(consent);
      if (after !== consent) book.put(after);
    }
    book.put({ kind: 'calendar', id: 'bank', bankDay: bankDay() + 1 });
  };

  const tell = (): Response => {
    const underWay = book.all('consent').filter((one) => one.underWay !== null).length;
    return Response.json({ bankDay: bankDay(), underWay });
  };

  return {
    async answer(request) {
      if (request.method === 'GET') return tell();
      if (request.method !== 'POST') return refuse(405, 'method_not_allowed', 'GET or POST');
      const body = await read(request, Passing);
      if (body === null) return refuse(400, 'bank_days_invalid', 'bankDays is a number from 1 to 30');
      for (let day = 0; day < body.bankDays; day += 1) pass();
      await book.stored();
      return tell();
    },
  };
};
