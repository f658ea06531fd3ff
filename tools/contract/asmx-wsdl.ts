import type { Operation } from '../../src/wire/asmx/contract/operation.ts';

/** The parts of an operation that the template uses; kept apart from the names the contract gives its fields. */
type Described = Pick<Operation, 'name' | 'description'> & {
  readonly parameters: readonly Pick<Operation['parameters'][number], 'name' | 'type'>[];
};

/** The bindings beside SOAP, by the name that messages, port types, bindings and ports end in. */
export type HttpSuffix = 'HttpGet' | 'HttpPost';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Lines of each item, moved in by two spaces a level. */
const lines = (level: number, ...items: readonly string[]): string =>
  items.map((item) => item.replace(/^(?=.)/gm, '  '.repeat(level)) + '\n').join('');

const parameterElement = ({ name, type }: Described['parameters'][number]): string =>
  `<s:element minOccurs="${type === 'string' ? 0 : 1}" maxOccurs="1" name="${name}" type="s:${type}" />`;

const requestType = ({ parameters }: Described): string =>
  parameters.length === 0
    ? lines(4, '<s:complexType />')
    : lines(4, '<s:complexType>', '  <s:sequence>') +
      lines(6, ...parameters.map(parameterElement)) +
      lines(4, '  </s:sequence>', '</s:complexType>');

const requestElement = (operation: Described): string =>
  lines(3, `<s:element name="${operation.name}">`) + requestType(operation) + lines(3, '</s:element>');

/** The element of an operation's answers, which says no more than that they are XML. */
export const responseElement = (operation: Pick<Described, 'name'>): string =>
  lines(
    3,
    `<s:element name="${operation.name}Response">`,
    '  <s:complexType>',
    '    <s:sequence>',
    `      <s:element minOccurs="0" maxOccurs="1" name="${operation.name}Result">`,
    '        <s:complexType mixed="true">',
    '          <s:sequence>',
    '            <s:any />',
    '          </s:sequence>',
    '        </s:complexType>',
    '      </s:element>',
    '    </s:sequence>',
    '  </s:complexType>',
    '</s:element>',
  );

const soapMessages = ({ name }: Described): string =>
  lines(
    1,
    `<wsdl:message name="${name}SoapIn">`,
    `  <wsdl:part name="parameters" element="tns:${name}" />`,
    '</wsdl:message>',
    `<wsdl:message name="${name}SoapOut">`,
    `  <wsdl:part name="parameters" element="tns:${name}Response" />`,
    '</wsdl:message>',
  );

const httpMessages =
  (suffix: HttpSuffix) =>
  ({ name, parameters }: Described): string =>
    (parameters.length === 0
      ? lines(1, `<wsdl:message name="${name}${suffix}In" />`)
      : lines(
          1,
          `<wsdl:message name="${name}${suffix}In">`,
          ...parameters.map((parameter) => `  <wsdl:part name="${parameter.name}" type="s:string" />`),
          '</wsdl:message>',
        )) + lines(1, `<wsdl:message name="${name}${suffix}Out">`, '  <wsdl:part name="Body" />', '</wsdl:message>');

const portType = (operations: readonly Described[], suffix: string): string =>
  lines(1, `<wsdl:portType name="Srv${suffix}">`) +
  operations
    .map(({ name, description }) =>
      lines(
        2,
        `<wsdl:operation name="${name}">`,
        `  <wsdl:documentation xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">${escaped(description)}</wsdl:documentation>`,
        `  <wsdl:input message="tns:${name}${suffix}In" />`,
        `  <wsdl:output message="tns:${name}${suffix}Out" />`,
        '</wsdl:operation>',
      ),
    )
    .join('') +
  lines(1, '</wsdl:portType>');

interface BindingForm {
  readonly name: string;
  readonly portType: string;
  readonly binding: string;
  readonly operation: (name: string) => string;
  readonly input: string;
  readonly output: string;
}

const soapBinding = (prefix: string, name: string): BindingForm => ({
  name,
  portType: 'SrvSoap',
  binding: `<${prefix}:binding transport="http://schemas.xmlsoap.org/soap/http" />`,
  operation: (name) => `<${prefix}:operation soapAction="http://tempuri.org/${name}" style="document" />`,
  input: `<${prefix}:body use="literal" />`,
  output: `<${prefix}:body use="literal" />`,
});

const httpBinding = (verb: string, name: string, input: string): BindingForm => ({
  name,
  portType: name,
  binding: `<http:binding verb="${verb}" />`,
  operation: (name) => `<http:operation location="/${name}" />`,
  input,
  output: '<mime:content part="Body" type="text/xml" />',
});

const HTTP_BINDINGS: Readonly<Record<HttpSuffix, BindingForm>> = {
  HttpGet: httpBinding('GET', 'SrvHttpGet', '<http:urlEncoded />'),
  HttpPost: httpBinding('POST', 'SrvHttpPost', '<mime:content type="application/x-www-form-urlencoded" />'),
};

const binding = (operations: readonly Described[], form: BindingForm): string =>
  lines(1, `<wsdl:binding name="${form.name}" type="tns:${form.portType}">`, `  ${form.binding}`) +
  operations
    .map(({ name }) =>
      lines(
        2,
        `<wsdl:operation name="${name}">`,
        `  ${form.operation(name)}`,
        '  <wsdl:input>',
        `    ${form.input}`,
        '  </wsdl:input>',
        '  <wsdl:output>',
        `    ${form.output}`,
        '  </wsdl:output>',
        '</wsdl:operation>',
      ),
    )
    .join('') +
  lines(1, '</wsdl:binding>');

const port = (name: string, prefix: string, address: string): string =>
  lines(
    2,
    `<wsdl:port name="${name}" binding="tns:${name}">`,
    `  <${prefix}:address location="${address}" />`,
    '</wsdl:port>',
  );

/**
 * Writes the WSDL that ASP.NET would write for a class `Srv` with these operations (docs/legacy/wire.md#wsdl) while
 * these bindings beside SOAP are switched on, with LF newlines and none at the end.
 */
export const asmxWsdl = (
  operations: readonly Described[],
  address: string,
  http: readonly HttpSuffix[] = ['HttpGet', 'HttpPost'],
): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>\n',
    '<wsdl:definitions xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"',
    ' xmlns:tm="http://microsoft.com/wsdl/mime/textMatching/"',
    ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"',
    ' xmlns:tns="http://tempuri.org/" xmlns:s="http://www.w3.org/2001/XMLSchema"',
    ' xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/"',
    ' targetNamespace="http://tempuri.org/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">\n',
    lines(1, '<wsdl:types>', '  <s:schema elementFormDefault="qualified" targetNamespace="http://tempuri.org/">'),
    ...operations.map((operation) => requestElement(operation) + responseElement(operation)),
    lines(1, '  </s:schema>'),
    wsdlAfterSchema(operations, address, http),
  ].join('');

/** The part of that WSDL behind its schema, from the end of its types on. */
export const wsdlAfterSchema = (
  operations: readonly Described[],
  address: string,
  http: readonly HttpSuffix[] = ['HttpGet', 'HttpPost'],
): string =>
  [
    lines(1, '</wsdl:types>'),
    ...operations.map(soapMessages),
    ...http.flatMap((suffix) => operations.map(httpMessages(suffix))),
    portType(operations, 'Soap'),
    ...http.map((suffix) => portType(operations, suffix)),
    binding(operations, soapBinding('soap', 'SrvSoap')),
    binding(operations, soapBinding('soap12', 'SrvSoap12')),
    ...http.map((suffix) => binding(operations, HTTP_BINDINGS[suffix])),
    lines(1, '<wsdl:service name="Srv">'),
    port('SrvSoap', 'soap', address),
    port('SrvSoap12', 'soap12', address),
    ...http.map((suffix) => port(`Srv${suffix}`, 'http', address)),
    lines(1, '</wsdl:service>'),
    '</wsdl:definitions>',
  ].join('');
