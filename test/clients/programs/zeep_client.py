"""zeep behind the line protocol of bridge.ts: one call a line in, one answer a line out."""

import datetime
import json
import sys

import zeep
from lxml import etree

PORTS = {"SOAP 1.1": "SrvSoap", "SOAP 1.2": "SrvSoap12", "HTTP GET": "SrvHttpGet", "HTTP POST": "SrvHttpPost"}


def signature(client, operation):
    """Tells what an operation takes, by the element that the WSDL's schema has for its request."""
    request = client.get_element("{http://tempuri.org/}" + operation)
    return {name: element.type.name for name, element in request.type.elements}


def typed(type_name, value):
    """Gives zeep Python's own types, as an application would."""
    if type_name == "dateTime":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def element_in(result):
    """Digs the answer document out of what zeep makes of a result with xs:any and mixed content."""
    if isinstance(result, etree._Element):
        return result
    if isinstance(result, (list, tuple)):
        found = [element_in(item) for item in result if item is not None]
        return next((item for item in found if item is not None), None)
    if hasattr(result, "__values__"):
        return element_in(list(result.__values__.values()))
    return None


def call_soap(service, operation, parameters):
    result = service[operation](**parameters)
    return etree.tostring(element_in(result), encoding="unicode")


def call_http(client, service, binding, operation, parameters):
    """Sends what zeep's HTTP binding serializes; zeep cannot read the answer, whose WSDL part has no type in ASMX."""
    fields = {name: text(value) for name, value in parameters.items()}
    message = service._binding.get(operation).create(**fields)
    address = service._binding_options["address"] + message.path
    if binding == "HTTP GET":
        answer = client.transport.get(address, message.content, message.headers)
    else:
        answer = client.transport.post(address, message.content, message.headers)
    if answer.status_code != 200:
        raise zeep.exceptions.Fault(answer.content.decode("utf-8"), code=str(answer.status_code))
    return etree.tostring(etree.fromstring(answer.content), encoding="unicode")


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value)


def main():
    wsdl, binding = sys.argv[1:3]
    client = zeep.Client(wsdl, settings=zeep.Settings(strict=True))
    service = client.bind("Srv", PORTS[binding])
    operations = list(service._binding._operations)
    signatures = {operation: signature(client, operation) for operation in operations}
    say({"operations": operations, "signatures": signatures})
    for line in sys.stdin:
        request = json.loads(line)
        types = signatures[request["operation"]]
        parameters = {name: typed(types[name], value) for name, value in request["parameters"].items()}
        try:
            if binding.startswith("SOAP"):
                xml = call_soap(service, request["operation"], parameters)
            else:
                xml = call_http(client, service, binding, request["operation"], parameters)
            say({"xml": xml})
        except zeep.exceptions.Fault as fault:
            say({"fault": {"code": str(fault.code), "text": fault.message}})


def say(reply):
    print(json.dumps(reply), flush=True)


main()
