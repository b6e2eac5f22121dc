/**
 * What is said until the payment has been sent, in English, and what is said when something is wrong.
 * `{creditor}` and the like are filled in. Level B2 or simpler.
 */
export const texts = {
  test: 'Test. No money moves.',
  to: 'to {creditor}',

  identifyTitle: 'Who is paying?',
  identifyBy: 'Find me by',
  cpr: 'CPR number',
  cprHint: 'Used only to send this to your app, and deleted afterwards.',
  cprWrong: 'A CPR number has 10 digits: DDMMYY-XXXX.',
  cprDate: 'The first six digits are not a date. Please check the number.',
  mobile: 'Mobile number',
  mobileHint: 'The number that your Betalingsservice app knows.',
  mobileWrong: 'A Danish mobile number has 8 digits. Otherwise begin with + and the country code.',
  customer_number: 'Customer number',
  customer_numberHint: 'Your number with {creditor}. It is on your bills.',
  customer_numberWrong: 'A customer number has up to 15 letters and digits.',
  continue: 'Continue',

  reviewTitle: 'Check and send',
  debtor: 'Payer',
  change: 'Change',
  changeLabel: 'Change number',
  mandateTitle: 'Betalingsservice agreement',
  mandateVersion: '1',
  mandateText:
    'You also sign up to Betalingsservice with {creditor}, customer number {customerNumber}. Coming bills are then paid automatically from your account. You see each payment beforehand in your payment summary, you can reject it, and you can end the agreement at any time.',
  send: 'Send to the app',
  agreeAndSend: 'Agree and send to the app',
  sendHint: 'You approve in the Betalingsservice app. Nothing is paid before that.',
  offline: 'No connection just now. Nothing is lost; we go on when it is back.',

  unreachableTitle: 'No answer just now',
  unreachableText: 'Please try again in a moment.',
  again: 'Try again',
};
