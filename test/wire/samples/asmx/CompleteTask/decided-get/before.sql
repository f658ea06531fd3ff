update tasks set requirements = '[{"type": "Approval", "objectId": 0, "definition": ""}]' where id = 4803;
update tasks set approval_status = 'Rejected' where id = 4803;
