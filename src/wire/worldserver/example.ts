/** One call against the demo data, for the page of the JSON calls. */
export const EXAMPLE = String.raw`JSON='Content-Type: application/json'
SESSION=$(curl -s {server}/ws-api/v2/login -H "$JSON" -d '{"username": "john.smith", "password": "john-demo"}' \
  | sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
curl "{server}/ws-api/v2/tasks/changeAssignees?token=$SESSION" -H "$JSON" -d '[{"id": 4785, "assignedUserIds": [15, 12]}]'`;
