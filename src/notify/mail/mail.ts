/** One e-mail, before a transport adds the sender. No text in it holds a line break where a header would. */
export interface Mail {
  /**
   * The same at every attempt, so that the receiver can drop a duplicate: a name of parts with dots between them, the
   * last of which is the moment.
   */
  readonly id: string;
  /** When the notice was written, or gathered with others; files sort by it. */
  readonly noticedAt: Date;
  readonly date: Date;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly urgent: boolean;
}

/** Passes mails to a mail server or into a folder. */
export interface Transport {
  /**
   * Resolves once the server or the disk has the mail; rejects with DeliveryFault, and at once when the signal aborts.
   */
  readonly send: (mail: Mail, signal: AbortSignal) => Promise<void>;
  /** Closes idle connections; to be called when nothing is being sent any more. */
  readonly close: () => void;
}

/** Why a mail was not accepted. Mail to other recipients may be accepted unless it is the transport. */
export type Blame = 'recipient' | 'content' | 'transport';

/** A mail that was not accepted, for now or for good. The message holds no secret. */
export class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault';
  readonly blame: Blame;

  constructor(message: string, blame: Blame, options?: ErrorOptions) {
    super(message, options);
    this.blame = blame;
  }
}
