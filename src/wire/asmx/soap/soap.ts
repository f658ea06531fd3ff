import type { Operation } from '../contract/operation.ts';
import type { Answer, AnsweredCall, Message } from '../../dialect.ts';
import type { Dispatch } from '../call.ts';
import { callOf } from '../call-headers.ts';
import { renderInline, surround } from '../answer/document.ts';
import { reasonOf } from '../../unreadable-call.ts';
import { createEnvelopeReader } from './envelope.ts';
import type { SoapVersion } from './fault.ts';
import {
  BINDING,
  ENVELOPE_NAMESPACE,
  faultAnswer,
  MEDIA_TYPE,
  RejectedEnvelope,
  rejectedByFault,
  successAnswer,
  UNABLE_TO_PROCESS,
} from './fault.ts';
import type { Envelope } from './known-calls.ts';
import { mediaTypeOf } from './media-type.ts';
import { contentTypeOf, createRouter, SERVICE_NAMESPACE } from './route.ts';

export interface SoapDialect {
  /** Answers a POST to /srv.asmx without path info. */
  answer(message: Message): Promise<Answer>;
}

interface Dependencies {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly dispatch: Dispatch;
  readonly clock: () => Date;
}

/** Creates the SOAP 1.1 and 1.2 dialect of the operations (docs/legacy/wire.md#soap-cases). */
export function createSoapDialect({ operations, dispatch, clock }: Dependencies): SoapDialect {
  const readEnvelope = createEnvelopeReader(new Map(Object.values(operations).map((each) => [each.name, each])));
  const routeByHeaders = createRouter(
    new Map(Object.values(operations).map((each) => [SERVICE_NAMESPACE + each.name, each])),
  );

  function read(message: Message) {
    const route = routeByHeaders(message);
    if (message.bodyTooLarge) throw rejectedByFault(route.version, 'Server', TOO_LARGE);
    return readEnvelope(route.decode(message.body), route, clock());
  }

  return {
    async answer(message) {
      let envelope: Envelope;
      try {
        envelope = read(message);
      } catch (error) {
        if (!(error instanceof RejectedEnvelope)) throw error;
        const call = { ...UNNAMED_CALL, ...error.answer.call, reason: reasonOf(error) };
        return { ...error.answer, call };
      }
      const { version, operation, values, spellings: readWith } = envelope;
      const { name } = operation;
      const binding = BINDING[version];
      try {
        const { document, etag, outcome, user, credential, spellings, fault } = await dispatch(
          callOf(message, { operation, values, binding, spellings: readWith }),
        );
        const body = surround(
          `<${name}Response xmlns="${SERVICE_NAMESPACE}"><${name}Result>`,
          renderInline(document),
          `</${name}Result></${name}Response>`,
        );
        const call = { operation: name, binding, outcome, user, credential, spellings };
        return successAnswer(version, body, call, { etag, fault });
      } catch (fault) {
        return { ...soapFaultOf(version), call: { operation: name, binding, outcome: 'fault' }, fault };
      }
    },
  };
}

/** For the log, when the message was rejected before it named an operation. */
const UNNAMED_CALL: AnsweredCall = { operation: 'unknown', binding: 'soap', outcome: 'unreadable' };

const TOO_LARGE =
  'There was an exception running the extensions specified in the config file. ---> Maximum request length exceeded.';

/**
 * The answer to a request that failed through no fault of its sender, in the version its content type or
 * the start of its envelope names; it says nothing about what went wrong.
 */
export const soapFault = (message: Message): Answer => soapFaultOf(likelyVersion(message));

const soapFaultOf = (version: SoapVersion): Answer =>
  faultAnswer(version, 'Server', `${UNABLE_TO_PROCESS}An error occurred on the server.`);

const HEAD_BYTES = 1024;

function likelyVersion(message: Message): SoapVersion {
  if (mediaTypeOf(contentTypeOf(message)) === MEDIA_TYPE['1.2']) return '1.2';
  return message.body.subarray(0, HEAD_BYTES).includes(ENVELOPE_NAMESPACE['1.2']) ? '1.2' : '1.1';
}
