update tasks set requirements = '[{"type": "Approval", "objectId": 0, "definition": ""}]' where id = 4831;
