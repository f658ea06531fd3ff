"""suds behind the line protocol of bridge.ts: one call a line in, one answer a line out."""

import datetime
import json
import sys
from xml.etree import ElementTree

import suds
import suds.client
import suds.sudsobject


def typed(name, value):
    """Gives suds Python's own types, as an application would."""
    if name == "newDueDate":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def element_of(name, value):
    """Turns what suds made of an element back into one: attributes have an underscore, repeated elements a list."""
    element = ElementTree.Element(name)
    if not isinstance(value, suds.sudsobject.Object):
        element.text = value
        return element
    for key, item in suds.sudsobject.items(value):
        if key.startswith("_"):
            element.set(key[1:], item)
        elif key == "value":
            element.text = item
        else:
            children = item if isinstance(item, list) else [item]
            element.extend(element_of(key, child) for child in children)
    return element


def main():
    client = suds.client.Client(sys.argv[1], cache=None)
    client.set_options(port="SrvSoap")
    say({"operations": list(client.wsdl.services[0].ports[0].methods)})
    for line in sys.stdin:
        request = json.loads(line)
        parameters = {name: typed(name, value) for name, value in request["parameters"].items()}
        try:
            result = getattr(client.service, request["operation"])(**parameters)
            [(name, value)] = suds.sudsobject.items(result)
            say({"xml": ElementTree.tostring(element_of(name, value), encoding="unicode")})
        except suds.WebFault as fault:
            say({"fault": {"code": str(fault.fault.faultcode), "text": str(fault.fault.faultstring)}})


def say(reply):
    print(json.dumps(reply), flush=True)


main()
