export const BINDINGS = ['SOAP 1.1', 'SOAP 1.2', 'GET', 'POST'] as const;
export type Binding = (typeof BINDINGS)[number];

export type Values = Readonly<Record<string, string>>;

const PATH = '/srv.asmx';
const NAMESPACE = 'http://tempuri.org/';

/** Writes a whole HTTP request for an operation; ASCII, so that its length is its size. */
export function requestFor(binding: Binding, host: string, operation: string, values: Values): string {
  switch (binding) {
    case 'SOAP 1.1':
      return post(
        PATH,
        host,
        'text/xml; charset=utf-8',
        envelope('http://schemas.xmlsoap.org/soap/envelope/', operation, values),
        [`SOAPAction: "${NAMESPACE}${operation}"`],
      );
    case 'SOAP 1.2':
      return post(
        PATH,
        host,
        `application/soap+xml; charset=utf-8; action="${NAMESPACE}${operation}"`,
        envelope('http://www.w3.org/2003/05/soap-envelope', operation, values),
      );
    case 'GET':
      return `GET ${PATH}/${operation}?${form(values)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    case 'POST':
      return post(`${PATH}/${operation}`, host, 'application/x-www-form-urlencoded', form(values));
  }
}

export const plainGet = (path: string, host: string): string => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

function post(path: string, host: string, contentType: string, body: string, more: readonly string[] = []): string {
  const headers = [`Host: ${host}`, `Content-Type: ${contentType}`, `Content-Length: ${body.length}`, ...more];
  return `POST ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
}

const envelope = (namespace: string, operation: string, values: Values): string =>
  `<?xml version="1.0" encoding="utf-8"?>\r\n<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
  `xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="${namespace}">\r\n  <soap:Body>\r\n` +
  `    <${operation} xmlns="${NAMESPACE}">\r\n${elements(values)}    </${operation}>\r\n  </soap:Body>\r\n</soap:Envelope>`;

function elements(values: Values): string {
  let text = '';
  for (const name in values) text += `      <${name}>${escapeXml(values[name] ?? '')}</${name}>\r\n`;
  return text;
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function form(values: Values): string {
  let text = '';
  for (const name in values) text += `${text === '' ? '' : '&'}${name}=${encodeURIComponent(values[name] ?? '')}`;
  return text;
}

/** The parameters of every reassignment of a run besides task, caller and new assignee. */
export const INSTRUCTIONS = 'Please take this over, the deadline is close.';
export const dueAt = new Date(Math.floor(Date.now() / 1000 + 20 * 86_400) * 1000);

export const reassignTaskValues = (ticket: string, taskId: number, login: string): Values => ({
  authenticationTicket: ticket,
  taskId: String(taskId),
  reassignTo: login,
  newDueDate: dueAt.toISOString().slice(0, 19),
  newInstructions: INSTRUCTIONS,
  sendTaskNotice: 'true',
});
