import * as z from 'zod';
import { read, refuse } from '../plain.ts';
import { agreementId, type Book, products } from './records.ts';

const Registration = z.strictObject({ registered: z.boolean() });

const Products = z
  .array(z.enum(products))
  .min(1)
  .refine((all) => new Set(all).size === all.length);
const NewAgreement = z.strictObject({ provider: z.string().max(32), products: Products });
const ChangedAgreement = z.strictObject({ products: Products });

const nothing = (): Response => refuse(404, 'not_found', 'There is nothing here');

/**
 * OP API Admin, in which people do what the interfaces only tell of.
 *
 * | call                                          | does                                                        |
 * | --------------------------------------------- | ----------------------------------------------------------- |
 * | `GET providers`                               | who can be named as a service provider, and is registered   |
 * | `PUT providers/{id}` `{"registered":true}`    | registers one, or ends it: its agreements stay               |
 * | `GET companies`                               | the bank's customers, each with its agreements              |
 * | `POST companies/{id}/agreements`              | `{"provider":"…","products":["PAYMENT"]}`, in force at once |
 * | `PUT companies/{id}/agreements/{provider}`    | `{"products":[…]}`                                          |
 * | `DELETE companies/{id}/agreements/{provider}` | takes it back                                               |
 */
export const createAdmin = (book: Book) => {
  const tellCompanies = (): Response =>
    Response.json(
      book.all('company').map(({ id, name }) => ({
        id,
        name,
        agreements: book
          .all('agreement')
          .filter(({ company }) => company === id)
          .map(({ provider, products: granted }) => ({ provider, products: granted })),
      })),
    );

  const register = async (request: Request, id: string): Promise<Response> => {
    const body = await read(request, Registration);
    const provider = book.get('provider', id);
    if (provider === undefined) return nothing();
    if (body === null) return refuse(400, 'registration_invalid', 'registered: true or false');
    book.put({ ...provider, ...body });
    return Response.json(book.get('provider', id));
  };

  const agree = async (request: Request, company: string): Promise<Response> => {
    const body = await read(request, NewAgreement);
    if (body === null) return refuse(400, 'agreement_invalid', 'provider and products');
    const { provider } = body;
    // Seen: the company is told so while it makes the agreement.
    if (!book.get('provider', provider)?.registered) {
      return refuse(409, 'provider_not_registered', 'This company is not a registered service provider');
    }
    const id = agreementId(company, provider);
    if (book.get('agreement', id) !== undefined)
      return refuse(409, 'already_there', 'Change the one there is');
    book.put({ kind: 'agreement', id, company, ...body });
    return Response.json(book.get('agreement', id), { status: 201 });
  };

  const change = async (request: Request, company: string, provider: string): Promise<Response> => {
    const agreement = book.get('agreement', agreementId(company, provider));
    if (agreement === undefined) return nothing();
    if (request.method === 'DELETE') {
      book.remove('agreement', agreement.id);
      return new Response(null, { status: 204 });
    }
    const body = await read(request, ChangedAgreement);
    if (body === null) return refuse(400, 'agreement_invalid', 'products');
    book.put({ ...agreement, ...body });
    return Response.json(book.get('agreement', agreement.id));
  };

  const route = async (request: Request, path: string): Promise<Response> => {
    const { method } = request;
    const [what = '', id = '', agreements, provider = ''] = path.split('/');
    if (method === 'GET' && path === 'providers') return Response.json(book.all('provider'));
    if (method === 'GET' && path === 'companies') return tellCompanies();
    if (method === 'PUT' && what === 'providers' && agreements === undefined) return register(request, id);
    if (what !== 'companies' || agreements !== 'agreements' || book.get('company', id) === undefined) {
      return nothing();
    }
    if (method === 'POST' && provider === '') return agree(request, id);
    if (method === 'PUT' || method === 'DELETE') return change(request, id, provider);
    return nothing();
  };

  /** `path`: below `/sandbox/op-admin/`. */
  return async (request: Request, path: string): Promise<Response> => {
    const answer = await route(request, path);
    await book.stored();
    return answer;
  };
};
