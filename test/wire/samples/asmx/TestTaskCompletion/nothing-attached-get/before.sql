update tasks set requirements = '[{"type": "Attachment", "objectId": 0, "definition": ""}]' where id = 4803;
