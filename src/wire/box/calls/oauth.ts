import type { Client } from '../../../operations/access/tokens.ts';
import { TOKEN_SECONDS, type TokenPair } from '../../../core/access/tokens.ts';
import { isRefused } from '../../../core/refusal.ts';
import { isTrouble, type JsonCall, type JsonReply, type JsonRoute } from '../../json/json-dialect.ts';
import type { BoxTokenOperations } from '../box.ts';
import { basicOf, fieldsOf, type Form } from '../form.ts';
import { numberOf } from '../ids.ts';
import { OAUTH_ANSWERS, oauthReply } from '../oauth-replies.ts';
import { AccessToken, RevokeForm, TokenForm } from '../schemas.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** POST /oauth2/token */
export const createToken = (operations: BoxTokenOperations): JsonRoute => ({
  method: 'post',
  path: '/oauth2/token',
  operation: 'createToken',
  described: {
    summary: 'Get a pair of tokens for an API key',
    body: { schema: TokenForm, contentType: FORM_TYPE },
    answers: { 200: { description: 'A pair of tokens.', schema: AccessToken }, ...OAUTH_ANSWERS },
    isOpen: true,
  },
  async answer(call) {
    const form = fieldsOf(call.message);
    if (isTrouble(form)) return form;
    const grant = form.value.get('grant_type');
    if (grant === undefined) return oauthReply('invalid_request', 'grant_type is missing');
    if (grant !== 'client_credentials' && grant !== 'refresh_token') {
      return oauthReply('unsupported_grant_type', 'grant_type must be client_credentials or refresh_token');
    }
    const client = clientOf(call, form.value, 'createToken');
    if (!client) return oauthReply('invalid_request', 'client_id and client_secret are required');
    const asked =
      grant === 'refresh_token' ? refresh(operations, client, form.value) : issue(operations, client, form.value);
    if ('status' in asked) return asked;
    return pairReply(await asked.pair);
  },
});

type Issued = ReturnType<BoxTokenOperations['issueBoxTokens']>;

function refresh(operations: BoxTokenOperations, client: Client, form: Form): { readonly pair: Issued } | JsonReply {
  const token = form.get('refresh_token');
  if (token === undefined) return oauthReply('invalid_request', 'refresh_token is missing');
  return { pair: operations.refreshBoxTokens(client, token) };
}

function issue(operations: BoxTokenOperations, client: Client, form: Form): { readonly pair: Issued } | JsonReply {
  const type = form.get('box_subject_type') ?? 'enterprise';
  if (type === 'enterprise') return { pair: operations.issueBoxTokens(client, null) };
  const id = form.get('box_subject_id');
  if (type !== 'user') return oauthReply('invalid_request', 'box_subject_type must be enterprise or user');
  if (id === undefined) return oauthReply('invalid_request', 'box_subject_id is missing');
  return { pair: operations.issueBoxTokens(client, numberOf(id)) };
}

function pairReply(outcome: Awaited<Issued>): JsonReply {
  if (isRefused(outcome)) {
    return outcome.refused === 'sign-ins-busy'
      ? oauthReply('temporarily_unavailable', 'The server is busy: try again')
      : oauthReply('invalid_grant', 'Grant credentials are invalid', outcome.refused);
  }
  return { status: 200, body: pairBody(outcome), outcome: 'done' };
}

const pairBody = ({ access, refresh: next }: TokenPair) => ({
  access_token: access.token,
  expires_in: TOKEN_SECONDS['box-access'],
  token_type: 'bearer',
  restricted_to: [],
  refresh_token: next.token,
});

/** POST /oauth2/revoke */
export const revokeToken = (operations: BoxTokenOperations): JsonRoute => ({
  method: 'post',
  path: '/oauth2/revoke',
  operation: 'revokeToken',
  described: {
    summary: 'End a pair of tokens',
    body: { schema: RevokeForm, contentType: FORM_TYPE },
    answers: { 200: { description: 'The pair has ended, if there was one.' }, ...OAUTH_ANSWERS },
    isOpen: true,
  },
  async answer(call) {
    const form = fieldsOf(call.message);
    if (isTrouble(form)) return form;
    const client = clientOf(call, form.value, 'revokeToken');
    const token = form.value.get('token');
    if (!client || token === undefined) {
      return oauthReply('invalid_request', 'client_id, client_secret and token are required');
    }
    const outcome = await operations.revokeBoxTokens(client, token);
    return isRefused(outcome)
      ? oauthReply('invalid_grant', 'Grant credentials are invalid', outcome.refused)
      : { status: 200, outcome: 'done' };
  },
});

/** The key that a client shows, in the form or as Basic (RFC 6749 2.3.1). */
function clientOf({ message }: JsonCall, form: Form, way: string): Client | null {
  const { client, requestId, headers } = message;
  const basic = basicOf(headers.authorization);
  const clientId = form.get('client_id') ?? basic?.id;
  const clientSecret = form.get('client_secret') ?? basic?.secret;
  if (clientId === undefined || clientSecret === undefined) return null;
  return { clientId, clientSecret, origin: { client, way, requestId } };
}
