import type { PaymentNews } from '../flow/payment-news.ts';
import type { Trouble } from '../flow/trouble.ts';
import type { CollectionRequest } from '../protocol/collection-request.ts';

const everywhere: EventInit = { bubbles: true, composed: true };

/** The payment can be used. */
export class HandslagReadyEvent extends Event {
  constructor() {
    super('handslag-ready', everywhere);
  }
}

/** What the element is for has changed: for a payment, its request was created, moved on, ended, or its mandate did. */
export class HandslagChangeEvent<S = CollectionRequest> extends Event {
  readonly snapshot: S;

  constructor(snapshot: S) {
    super('handslag-change', everywhere);
    this.snapshot = snapshot;
  }
}

/**
 * The request has reached its final status: once per request. For the screen only; for the books there is the
 * webhook, or a read by the shop's server.
 */
export class HandslagDoneEvent<S extends { readonly status: string } = CollectionRequest> extends Event {
  readonly outcome: S['status'];
  readonly snapshot: S;

  constructor(snapshot: S) {
    super('handslag-done', everywhere);
    this.outcome = snapshot.status;
    this.snapshot = snapshot;
  }
}

/** The payment cannot go on. `error.code` is from the closed list of problems, or one of the widget's own. */
export class HandslagErrorEvent extends Event {
  readonly error: Trouble;

  constructor(error: Trouble) {
    super('handslag-error', everywhere);
    this.error = error;
  }
}

export const toEvent = (news: PaymentNews): Event => {
  switch (news.type) {
    case 'ready':
      return new HandslagReadyEvent();
    case 'change':
      return new HandslagChangeEvent(news.snapshot);
    case 'done':
      return new HandslagDoneEvent(news.snapshot);
    case 'error':
      return new HandslagErrorEvent(news.trouble);
  }
};

declare global {
  interface HTMLElementEventMap {
    'handslag-ready': HandslagReadyEvent;
    'handslag-change': HandslagChangeEvent;
    'handslag-done': HandslagDoneEvent;
    'handslag-error': HandslagErrorEvent;
  }
}
