/** A till is ready for the next customer: nothing of the last one is left in the element. */
export class HandslagIdleEvent extends Event {
  constructor() {
    super('handslag-idle', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'handslag-idle': HandslagIdleEvent;
  }
}
