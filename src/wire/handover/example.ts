/** One call against the demo data, for the page of the JSON calls. */
export const EXAMPLE = String.raw`curl {server}/handover/v1/reassignments/preview -H 'Authorization: Bearer demo-administrator-key' \
  -H 'Content-Type: application/json' -d '{"filter": {"state": "overdue"}, "reassignTo": "alice.jones"}'`;
