/** One call against the demo data, for the page of the JSON calls. */
export const EXAMPLE = String.raw`JSON='Content-Type: application/json'
TOKEN=$(curl -s {server}/api/token -H "$JSON" -d '{"keyId": "demo-administrator", "keySecret": "demo-administrator-key"}' \
  | sed 's/.*"token":"\([^"]*\)".*/\1/')
curl {server}/api/human/tasks/4804/claim?overrideAssignment=true -X POST -H "X-Authorization: $TOKEN"`;
