/** The words of the debtor check within a payment, in English: the schema of the others. */
export const texts = {
  checking: 'One moment. Betalingsservice is being asked.',
  title: 'The app is not set up for this number',
  text: 'Get the Betalingsservice app from App Store or Google Play, sign in with MitID, and try again. Nothing has been sent.',
  again: 'I have the app now',
  other: 'Use another number',
};

export type Texts = Readonly<typeof texts>;
