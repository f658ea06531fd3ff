<?php
// PHP's SoapClient behind the line protocol of bridge.ts: one call a line in, one answer a line out.

// The first argument chooses how the application learns of a fault: as an exception, or as a returned value.
[, $faults, $wsdl, $binding] = $argv;

$client = new SoapClient($wsdl, [
    'soap_version' => $binding === 'SOAP 1.1' ? SOAP_1_1 : SOAP_1_2,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'trace' => true,
    'exceptions' => $faults === 'thrown',
]);

// "GetTaskResponse GetTask(GetTask $parameters)"
preg_match_all('/ (\w+)\(/', implode("\n", $client->__getFunctions()), $found);
$operations = array_values(array_unique($found[1]));
say(['operations' => $operations, 'signatures' => signatures($client->__getTypes(), $operations)]);

while (($line = fgets(STDIN)) !== false) {
    ['operation' => $operation, 'parameters' => $parameters] = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    try {
        $result = $client->__soapCall($operation, [with_raw_task_id($parameters)]);
    } catch (SoapFault $fault) {
        $result = $fault;
    }
    if (is_soap_fault($result)) {
        say(['fault' => ['code' => $result->faultcode, 'text' => $result->faultstring]]);
    } else {
        say(['xml' => $result->{$operation . 'Result'}->any]);
    }
}

/** What the operations take, from "struct GetTask {\n string authenticationTicket;\n int taskId;\n}". */
function signatures(array $types, array $operations): array
{
    $signatures = [];
    foreach ($types as $type) {
        preg_match('/^struct (\w+) /', $type, $struct);
        if (in_array($struct[1] ?? null, $operations, true)) {
            preg_match_all('/^ (\w+) (\w+);$/m', $type, $members);
            $signatures[$struct[1]] = array_combine($members[2], $members[1]);
        }
    }
    return $signatures;
}

/** PHP casts what the WSDL calls an int; to send another text, the element has to be given as XML. */
function with_raw_task_id(array $parameters): array
{
    if (isset($parameters['taskId']) && !is_int($parameters['taskId'])) {
        $text = htmlspecialchars($parameters['taskId'], ENT_XML1);
        $xml = "<taskId xmlns=\"http://tempuri.org/\">$text</taskId>";
        $parameters['taskId'] = new SoapVar($xml, XSD_ANYXML);
    }
    return $parameters;
}

function say(array $reply): void
{
    echo json_encode($reply, JSON_THROW_ON_ERROR), "\n";
}
