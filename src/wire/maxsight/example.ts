/** One call against the demo data, for the page of the JSON calls. */
export const EXAMPLE = String.raw`TASK={server}/v5/tasks/4797; KEY='apikey: demo-administrator-key'
VERSION=$(curl -s $TASK -H "$KEY" | sed 's/.*"updated_at":"\([^"]*\)".*/\1/')
curl -X PUT $TASK/update-assignment -H "$KEY" -H "If-Match: $VERSION" -H 'Content-Type: application/json' \
  -d '{"update": {"assigned_by_id": "7", "assigned_to_id": "15", "assigned_to_type": "USER", "assignment_comment": null}}'`;
