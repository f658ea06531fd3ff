update tasks set requirements = '[{"type": "Comments", "objectId": 0, "definition": ""}]' where id = 4831;
