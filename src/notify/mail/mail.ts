/** One e-mail, before a transport adds who sends it. No text in it holds a line break where a header would. */
export interface Mail {
  /** Stable for a notice, however often it is tried: the receiver's means to drop a duplicate. */
  readonly id: string;
  /** When the notice was written, so that files sort by it. */
  readonly noticedAt: Date;
  readonly date: Date;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly urgent: boolean;
}

/** Hands mails over to whoever delivers them. */
export interface Transport {
  /** Resolves once the mail is in other hands; rejects with DeliveryFault, and at once when the signal aborts. */
  readonly send: (mail: Mail, signal: AbortSignal) => Promise<void>;
  /** Closes idle connections; to be called when nothing is being sent any more. */
  readonly close: () => void;
}

/**
 * A mail that was not accepted. `blame` tells whether another mail would fare better: 'mail' when this one was
 * refused, 'transport' when nothing can be sent at present. The message holds no secret.
 */
export class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault';
  readonly blame: 'mail' | 'transport';

  constructor(message: string, blame: 'mail' | 'transport', options?: ErrorOptions) {
    super(message, options);
    this.blame = blame;
  }
}
