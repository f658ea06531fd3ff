/** One call against the demo data, for the page of the JSON calls. */
export const EXAMPLE = String.raw`curl {server}/2.0/task_assignments -H 'Authorization: Bearer demo-administrator-key' -H 'Content-Type: application/json' \
  -d '{"task": {"id": "4806", "type": "task"}, "assign_to": {"login": "alice.jones"}}'`;
