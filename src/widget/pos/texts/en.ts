/** The words of a till, beside those of the payment, in English: the schema of the others. */
export const texts = {
  help: 'Need help? Ask the clerk.',
  network: 'This till needs the network, and has none just now. Nothing is lost.',
  clerk: 'Clerk: hold',
  clerkAgain: 'Press again for the clerk’s menu',
  clerkMenu: 'Clerk’s menu',
  clerkCancel: 'Cancel this payment',
  clerkStartAgain: 'Clear and start again',
  clerkClose: 'Back',
  clearing: 'This screen clears in {time}.',
  more: 'I need more time',
};

export type Texts = Readonly<typeof texts>;
