/** The errors envelope of the vendor's gateway. `details` name fields; they never repeat a value. */
export const refuse = (
  status: number,
  code: string,
  description: string,
  more: { readonly details?: string; readonly retryAfter?: number } = {},
): Response => {
  const error = {
    Source: 'BETALINGSSERVICE',
    ReasonCode: code,
    Description: description,
    Recoverable: status === 429 || status >= 500,
    Details: more.details ?? '',
  };
  const headers = more.retryAfter === undefined ? {} : { 'retry-after': String(more.retryAfter) };
  return Response.json({ Errors: { Error: [error] } }, { status, headers });
};
