update tasks set requirements = '[{"type": "Edit", "objectId": 0, "definition": ""}]' where id = 4803;
